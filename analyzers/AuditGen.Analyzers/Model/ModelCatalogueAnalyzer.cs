using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Model;

/// <summary>What only the whole compilation shows: resource types declared twice (AUD0013), members that the generator did not see (AUD0009).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelCatalogueAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [ModelRules.ResourceTypeTwice, ModelRules.MemberOutsideCatalogue];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is not { } symbols)
            {
                return;
            }

            var resources = new ConcurrentBag<INamedTypeSymbol>();
            start.RegisterSymbolAction(
                c =>
                {
                    var type = (INamedTypeSymbol)c.Symbol;
                    if (symbols.ResourceOf(type) is not null)
                    {
                        resources.Add(type);
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                ReportTwice(end, resources, symbols);
                ReportUnseenMembers(end, symbols);
            });
        });
    }

    private static void ReportTwice(CompilationAnalysisContext context, IEnumerable<INamedTypeSymbol> resources, AuditSymbols symbols)
    {
        IEnumerable<IGrouping<(string Context, string ResourceType), INamedTypeSymbol>> groups = resources
            .OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal)
            .GroupBy(t => symbols.ResourceOf(t)!.Value);
        foreach (IGrouping<(string Context, string ResourceType), INamedTypeSymbol> group in groups)
        {
            INamedTypeSymbol first = group.First();
            foreach (INamedTypeSymbol other in group.Skip(1))
            {
                // A hierarchy is one resource type in several shapes.
                if (!SameHierarchy(first, other, symbols))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        ModelRules.ResourceTypeTwice,
                        other.FirstSourceLocation(),
                        group.Key.ResourceType,
                        group.Key.Context,
                        first.ShortName(),
                        other.ShortName()));
                }
            }
        }
    }

    private static bool SameHierarchy(INamedTypeSymbol one, INamedTypeSymbol other, AuditSymbols symbols) =>
        Root(one, symbols).Is(Root(other, symbols)) || one.DerivesFromOrImplements(other) || other.DerivesFromOrImplements(one);

    private static INamedTypeSymbol Root(INamedTypeSymbol type, AuditSymbols symbols)
    {
        INamedTypeSymbol root = type;
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (symbols.IsAuditable(current))
            {
                root = current;
            }
        }

        return root;
    }

    private static void ReportUnseenMembers(CompilationAnalysisContext context, AuditSymbols symbols)
    {
        foreach (AttributeData resource in context.Compilation.Assembly.GetAttributes())
        {
            if (!resource.Is(symbols.CatalogueResource) || resource.ConstructorArguments.Length != 3
                || resource.ConstructorArguments[2].Value is not INamedTypeSymbol type || type.OriginalDefinition.FirstSourceLocation() is not { } location)
            {
                continue;
            }

            var paths = new HashSet<string>(resource.NamedStrings("Members").Select(FirstSegment), StringComparer.Ordinal);
            foreach (RecordedMember member in RecordedMember.Of(type.OriginalDefinition, symbols))
            {
                if (IsGenerated(member.Symbol) && !member.IsIgnored(symbols) && !paths.Contains(StoredNames.ToMember(member.Symbol.Name)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(ModelRules.MemberOutsideCatalogue, location, member.Symbol.Name, type.Name));
                }
            }
        }
    }

    private static string FirstSegment(string path)
    {
        string trimmed = path.TrimStart('/');
        int slash = trimmed.IndexOf('/');
        return slash < 0 ? trimmed : trimmed.Substring(0, slash);
    }

    private static bool IsGenerated(ISymbol member)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            if (!reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
                && !reference.SyntaxTree.FilePath.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return member.DeclaringSyntaxReferences.Length > 0;
    }
}
