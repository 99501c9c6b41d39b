using System.Collections.Immutable;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Handlers;

/// <summary>Every command handler is audited, emits by hand, or is exempt with a reason (AUD1001 to AUD1004, AUD1009, AUD1019).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        HandlerRules.NotAudited, HandlerRules.Exempt, HandlerRules.ExemptWithoutReason, HandlerRules.ShapeMatchesNothing,
        HandlerRules.CannotBeDecorated, HandlerRules.AuditedQuery,
    ];

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

            var shapes = new HandlerShapes(symbols);
            Func<SyntaxTree, AuditSettings> settings = AuditSettings.Reader(start.Options);
            start.RegisterSymbolAction(
                c => new HandlerCheck(c, symbols, shapes, settings).Run((INamedTypeSymbol)c.Symbol),
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportUnmatched(end, shapes));
        });
    }

    private static void ReportUnmatched(CompilationAnalysisContext context, HandlerShapes shapes)
    {
        foreach ((INamedTypeSymbol type, AttributeData attribute) in shapes.Own)
        {
            // A library may declare the shape for the assemblies that reference it.
            bool isContract = type.ContainingAssembly.Is(context.Compilation.Assembly)
                && context.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
                && type.DeclaredAccessibility == Accessibility.Public;
            if (!shapes.Matched.ContainsKey(type) && !isContract)
            {
                string name = type.IsGenericType ? type.ConstructUnboundGenericType().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : type.Name;
                context.ReportDiagnostic(Diagnostic.Create(
                    HandlerRules.ShapeMatchesNothing,
                    attribute.LocationOf(type, context.CancellationToken),
                    name));
            }
        }
    }
}
