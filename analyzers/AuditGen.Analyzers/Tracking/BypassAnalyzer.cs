using System.Collections.Immutable;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Tracking;

/// <summary>Writes that change resources behind the back of the change tracking (AUD1018).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BypassAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Verbs = ["update", "delete", "insert", "merge", "truncate", "replace"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [HandlerRules.BypassesTracking];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is { } symbols)
            {
                var names = new Lazy<string[]>(() => [.. ResourceNames(start.Compilation.Assembly.GlobalNamespace, symbols)]);
                start.RegisterOperationAction(c => Analyze(c, symbols, names), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, AuditSymbols symbols, Lazy<string[]> names)
    {
        var call = (IInvocationOperation)context.Operation;
        IMethodSymbol method = call.TargetMethod;
        if (!method.Name.StartsWith("Execute", StringComparison.Ordinal))
        {
            return;
        }

        string? what = null;
        if (method.Name is "ExecuteUpdate" or "ExecuteUpdateAsync" or "ExecuteDelete" or "ExecuteDeleteAsync")
        {
            ITypeSymbol? entity = method.TypeArguments.FirstOrDefault();
            what = IsIn(method, "Microsoft.EntityFrameworkCore") && symbols.IsAuditable(entity) ? $"'{entity.Name}'" : null;
        }
        else if (IsIn(method, "Microsoft.EntityFrameworkCore") || IsIn(method, "Dapper") || method.Name.StartsWith("ExecuteSql", StringComparison.Ordinal))
        {
            what = call.Arguments.Select(a => TextOf(a.Value)).Where(t => t is not null).Select(t => Writes(t!, names.Value)).FirstOrDefault(n => n is not null);
        }

        if (what is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.BypassesTracking, call.Syntax.GetLocation(), method.Name, what));
        }
    }

    private static bool IsIn(IMethodSymbol method, string @namespace)
    {
        string full = method.ContainingNamespace?.ToDisplayString() ?? string.Empty;
        return full == @namespace || full.StartsWith(@namespace + ".", StringComparison.Ordinal);
    }

    private static string? TextOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.OfType<IInterpolatedStringTextOperation>().Select(p => p.Text.ConstantValue.Value as string)),
            IInterpolatedStringHandlerCreationOperation handler => handler.Content.Syntax.ToString().TrimStart('$', '@', '"'),
            _ => null,
        };
    }

    /// <summary>The name of the resource that a statement writes, or null.</summary>
    private static string? Writes(string sql, string[] names)
    {
        string[] words = sql.Split([' ', '\t', '\r', '\n', '"', '[', ']', '`', '.', '(', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !Verbs.Contains(words[0], StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        string? name = names.FirstOrDefault(n => words.Any(w => IsTableOf(w, n)));
        return name is null ? null : $"'{name}'";
    }

    private static bool IsTableOf(string word, string name) =>
        string.Equals(word, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(word, name + "s", StringComparison.OrdinalIgnoreCase)
        || (name.EndsWith("y", StringComparison.Ordinal) && string.Equals(word, name.Substring(0, name.Length - 1) + "ies", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> ResourceNames(INamespaceOrTypeSymbol container, AuditSymbols symbols)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner)
            {
                continue;
            }

            if (symbols.ResourceOf(inner as ITypeSymbol) is { } resource)
            {
                yield return inner.Name;
                yield return resource.ResourceType;
            }

            foreach (string name in ResourceNames(inner, symbols))
            {
                yield return name;
            }
        }
    }
}
