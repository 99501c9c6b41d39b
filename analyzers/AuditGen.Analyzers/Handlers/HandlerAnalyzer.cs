using System.Collections.Immutable;
using AuditGen.Analyzers.Flow;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Handlers;

/// <summary>Every command handler is audited, emits by hand, or is exempt with a reason (AUD1001 to AUD1004, AUD1009 to AUD1014, AUD1019).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        HandlerRules.NotAudited, HandlerRules.Exempt, HandlerRules.ExemptWithoutReason, HandlerRules.ShapeMatchesNothing,
        HandlerRules.CannotBeDecorated, HandlerRules.AuditedQuery, HandlerRules.SilentExit, HandlerRules.EmitsAuditNotKept,
        HandlerRules.NotAwaited, HandlerRules.EmittedBeforeSave, HandlerRules.EmittedInCatch,
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
            var bodies = new MethodBodies(symbols);
            var emissions = new EmissionCheck(symbols, bodies);
            start.RegisterSymbolAction(
                c => new HandlerCheck(c, symbols, shapes, emissions, settings).Run((INamedTypeSymbol)c.Symbol),
                SymbolKind.NamedType);
            start.RegisterSymbolAction(c => CheckPromise(c, bodies, emissions, settings), SymbolKind.Method);
            start.RegisterCompilationEndAction(end => ReportUnmatched(end, shapes));
        });
    }

    /// <summary><c>[EmitsAudit]</c> is kept at every implementation, whoever calls it (AUD1011).</summary>
    private static void CheckPromise(SymbolAnalysisContext context, MethodBodies bodies, EmissionCheck emissions, Func<SyntaxTree, AuditSettings> settings)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.IsAbstract || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)
            || !bodies.PromisesEmission(method) || method.FirstSourceLocation()?.SourceTree is not { } tree)
        {
            return;
        }

        IReadOnlyList<Diagnostic>? problems = emissions.Run(
            method, method.ContainingType, settings(tree), HandlerRules.EmitsAuditNotKept, context.CancellationToken);
        foreach (Diagnostic problem in problems ?? [])
        {
            context.ReportDiagnostic(problem);
        }
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
