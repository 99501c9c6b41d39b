using System.Collections.Immutable;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Model;

/// <summary>What must hold for the changes of an auditable type to be recorded (AUD0001 to AUD0008, AUD0010 to AUD0015).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AuditableTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ModelRules.MissingKey, ModelRules.MutableKey, ModelRules.UnsupportedMember, ModelRules.UnkeyedCollection, ModelRules.Cycle,
        ModelRules.UnreachableType, ModelRules.UnauditedDerivedType, ModelRules.BadName, ModelRules.IgnoreWithoutReason,
        ModelRules.HalfAnnotated, ModelRules.ContradictingAnnotations, ModelRules.SamePath, ModelRules.IgnoredMember,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is { } symbols)
            {
                var members = new AuditableMemberRules(symbols);
                start.RegisterSymbolAction(c => Analyze(c, symbols, members), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, AuditSymbols symbols, AuditableMemberRules members)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.IsImplicitlyDeclared || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return;
        }

        AttributeData? auditable = type.Find(symbols.Auditable);
        if (auditable is null)
        {
            AnalyzeUnannotated(context, type, symbols);
            return;
        }

        bool isResource = auditable.ConstructorArguments.Length == 2;
        if ((Unreachable(type) ?? GenericResource(type, isResource)) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(ModelRules.UnreachableType, LocationOf(type), type.Name, problem.Reason, problem.Advice));
            return;
        }

        CheckNames(context, auditable);
        members.Check(context, type, isResource);
    }

    private static void AnalyzeUnannotated(SymbolAnalysisContext context, INamedTypeSymbol type, AuditSymbols symbols)
    {
        INamedTypeSymbol? audited = AuditableBase(type, symbols);
        if (audited is not null && !type.IsAbstract && type.TypeKind == TypeKind.Class)
        {
            string write = symbols.ResourceOf(audited) is { } resource
                ? $"[Auditable(\"{resource.Context}\", \"{resource.ResourceType}\")]"
                : "[Auditable]";
            context.ReportDiagnostic(Diagnostic.Create(ModelRules.UnauditedDerivedType, LocationOf(type), type.Name, audited.Name, write));
        }

        bool hasAuditableDescendant = type.IsAbstract || type.TypeKind == TypeKind.Interface;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not (IPropertySymbol or IFieldSymbol) || member.IsImplicitlyDeclared || audited is not null || hasAuditableDescendant)
            {
                continue;
            }

            foreach (AttributeData attribute in member.GetAttributes())
            {
                if (attribute.Is(symbols.Key) || attribute.Is(symbols.Name) || attribute.Is(symbols.Version) || attribute.Is(symbols.Ignore)
                    || attribute.Is(symbols.Reference) || attribute.Is(symbols.Ordered) || attribute.Is(symbols.Member))
                {
                    string name = attribute.AttributeClass!.Name.Replace("Attribute", string.Empty);
                    context.ReportDiagnostic(Diagnostic.Create(
                        ModelRules.HalfAnnotated,
                        attribute.LocationOf(member, context.CancellationToken),
                        name,
                        member.Name,
                        type.Name,
                        StoredNames.ToWord(type.Name)));
                }
            }
        }
    }

    private static INamedTypeSymbol? AuditableBase(INamedTypeSymbol type, AuditSymbols symbols)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (symbols.IsAuditable(current))
            {
                return current;
            }
        }

        return null;
    }

    private static (string Reason, string Advice)? GenericResource(INamedTypeSymbol type, bool isResource) => isResource && type.IsGenericType
        ? ("a generic type is many types, and a resource type is one", "mark the types that derive from it, or write [Auditable] to record it as a part of other resources")
        : null;

    private static (string Reason, string Advice)? Unreachable(INamedTypeSymbol type)
    {
        if (type.IsStatic)
        {
            return ("a static class has no instances", "remove [Auditable]");
        }

        if (type.IsRefLikeType)
        {
            return ("a ref struct cannot be kept as a state", "make it a struct");
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return ("a file-local type cannot be named by generated code", "make it internal");
            }

            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return ($"'{current.Name}' is {(current.DeclaredAccessibility == Accessibility.Private ? "private" : "protected")}, so generated code cannot name it", "make it internal");
            }
        }

        return null;
    }

    private static void CheckNames(SymbolAnalysisContext context, AttributeData auditable)
    {
        if (auditable.ConstructorArguments.Length != 2)
        {
            return;
        }

        Check(0, "Context");
        Check(1, "Resource type");

        void Check(int argument, string what)
        {
            string name = auditable.StringArgument(argument) ?? string.Empty;
            string? problem = name.Length == 0 ? "is empty"
                : !StoredNames.IsWord(name) ? "is not made of lower-case letters, digits and single underscores"
                : argument == 0 && name == StoredNames.ReservedContext ? "is reserved for the events of AuditGen itself"
                : null;
            if (problem is null)
            {
                return;
            }

            string advice = name == StoredNames.ReservedContext ? "system"
                : name.Length == 0 && argument == 1 ? StoredNames.ToWord(context.Symbol.Name)
                : name.Length == 0 ? "finance" : StoredNames.ToWord(name);
            Location location = auditable.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax { ArgumentList.Arguments: var arguments }
                && arguments.Count > argument
                    ? arguments[argument].Expression.GetLocation()
                    : auditable.LocationOf(context.Symbol, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(ModelRules.BadName, location, Proposals.Write(advice), what, name, problem, advice));
        }
    }

    private static Location LocationOf(INamedTypeSymbol type) => type.FirstSourceLocation() ?? Location.None;
}
