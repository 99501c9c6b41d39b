using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Handlers;

/// <summary>The check of one class.</summary>
internal readonly struct HandlerCheck(
    SymbolAnalysisContext context,
    AuditSymbols symbols,
    HandlerShapes shapes,
    EmissionCheck emissions,
    Func<SyntaxTree, AuditSettings> settingsOf)
{
    public void Run(INamedTypeSymbol type)
    {
        if (type.FirstSourceLocation() is not { SourceTree: { } tree } location)
        {
            return;
        }

        AuditSettings settings = settingsOf(tree);
        bool classExempt = ReportExemption(type);
        AuditedDeclaration[] onClass = [.. symbols.AuditedOn(type)];
        IReadOnlyList<HandlerMethod> methods = onClass.Length > 0 || type.GetMembers().Any(IsAuditedMethod)
            ? shapes.AuditedMethodsOf(type, settings)
            : shapes.MethodsOf(type, settings);
        foreach (HandlerMethod method in methods)
        {
            AuditedDeclaration[] audited = [.. symbols.AuditedOn(method.Method), .. onClass];
            bool exempt = (method.Method.ContainingType.Is(type) && ReportExemption(method.Method)) || classExempt;
            if (exempt)
            {
                continue;
            }

            if (audited.Length == 0)
            {
                if (!EmitsByHand(method, type, settings))
                {
                    ReportNotAudited(type, method, methods.Count == 1 ? location : LocationOf(method, type) ?? location);
                }

                continue;
            }

            if (DecorationProblem(type, method, settings) is { } problem && !EmitsByHand(method, type, settings))
            {
                context.ReportDiagnostic(Diagnostic.Create(HandlerRules.CannotBeDecorated, location, type.Name, audited[0].Action, problem.Reason, problem.Advice));
            }

            if (HandlerShapes.IsQuery(type, method, settings) && audited.All(a => a.Category is not ("Export" or "Evaluate" or "Authenticate" or "Match")))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    HandlerRules.AuditedQuery,
                    audited[0].Attribute.LocationOf(type, context.CancellationToken),
                    type.Name));
            }
        }
    }

    private static (string Reason, string Advice)? DecorationProblem(INamedTypeSymbol type, HandlerMethod method, AuditSettings settings)
    {
        const string Name = "make it internal, or emit by hand";
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return ("a file-local class cannot be named by generated code", Name);
            }

            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return ($"'{current.Name}' can only be named by the class around it", Name);
            }
        }

        return method.Service is null && !settings.HasAdapter
            ? ("it implements no interface", "let it implement a handler interface, emit by hand, or declare the framework adapter with auditgen_adapter = true")
            : null;
    }

    /// <summary>Returns whether the method emits at all; what is wrong with that is reported.</summary>
    private bool EmitsByHand(HandlerMethod method, INamedTypeSymbol type, AuditSettings settings)
    {
        // A promise is checked wherever it is given, not once more here.
        if (method.Method.Has(symbols.EmitsAudit))
        {
            return true;
        }

        if (emissions.Run(method.Method, type, settings, HandlerRules.SilentExit, context.CancellationToken) is not { } problems)
        {
            return false;
        }

        foreach (Diagnostic problem in problems)
        {
            context.ReportDiagnostic(problem);
        }

        return true;
    }

    private bool IsAuditedMethod(ISymbol member) => member is IMethodSymbol && member.Has(symbols.Audited);

    private void ReportNotAudited(INamedTypeSymbol type, HandlerMethod method, Location location)
    {
        SuggestedAudit suggestion = SuggestedAudit.For(type, method, symbols);
        context.ReportDiagnostic(Diagnostic.Create(
            HandlerRules.NotAudited,
            location,
            Proposals.Write(Written(suggestion.ResourceAnywhere), shown: Written(suggestion.Resource)),
            type.Name,
            suggestion.Code,
            suggestion.Category,
            suggestion.Resource));

        string Written(string resource) => $"Audited(\"{suggestion.Code}\", AuditCategory.{suggestion.Category}, typeof({resource}))";
    }

    /// <summary>Returns whether the symbol is exempt with a reason.</summary>
    private bool ReportExemption(ISymbol symbol)
    {
        if (symbol.Find(symbols.Exempt) is not { } attribute)
        {
            return false;
        }

        string reason = attribute.StringArgument(0) ?? string.Empty;
        bool hasReason = WrittenReason.Says(reason);
        Location location = attribute.LocationOf(symbol, context.CancellationToken);
        string name = symbol is IMethodSymbol ? symbol.ContainingType.Name + "." + symbol.Name : symbol.Name;
        context.ReportDiagnostic(hasReason
            ? Diagnostic.Create(HandlerRules.Exempt, location, name, reason)
            : Diagnostic.Create(HandlerRules.ExemptWithoutReason, location, name));

        // Without a reason it is reported once, as that; a second report about the same handler would only repeat it.
        return true;
    }

    private static Location? LocationOf(HandlerMethod method, INamedTypeSymbol type) =>
        method.Method.ContainingType.Is(type) ? method.Method.FirstSourceLocation() : null;
}
