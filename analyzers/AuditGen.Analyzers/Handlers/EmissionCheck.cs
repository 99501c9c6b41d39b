using AuditGen.Analyzers.Flow;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Handlers;

/// <summary>Whether a method that emits by hand does so on every successful exit, awaited, and after its change is persisted.</summary>
internal sealed class EmissionCheck(AuditSymbols symbols, MethodBodies bodies)
{
    /// <summary>Whether a method may be entered: domain types neither emit nor persist.</summary>
    private bool MayEnter(IMethodSymbol method) => !symbols.IsAuditable(method.ContainingType);

    /// <summary>
    /// What is wrong with the emissions of the method; null where it does not emit at all, or cannot be read.
    /// </summary>
    public IReadOnlyList<Diagnostic>? Run(
        IMethodSymbol method,
        INamedTypeSymbol type,
        AuditSettings settings,
        DiagnosticDescriptor silentExit,
        CancellationToken cancellationToken)
    {
        var analysis = new FlowAnalysis(symbols, settings, bodies, MayEnter, cancellationToken);
        IMethodSymbol implementation = MethodBodies.Implementation(method);
        if (bodies.GraphOf(implementation, cancellationToken) is not { } graph)
        {
            return null;
        }

        BodyResult result = analysis.Run(graph, implementation, type);
        SyntaxNode? body = BodyOf(implementation, cancellationToken);
        if (body is null || (!analysis.SawEmission && !bodies.PromisesEmission(method) && !Mentions(graph)))
        {
            return null;
        }

        var found = new Dictionary<(string, Location), Diagnostic>();
        foreach (BodyExit exit in result.Exits)
        {
            if (analysis.IsFailure(exit.Value))
            {
                continue;
            }

            (EmissionLevel level, IOperation? site) = exit.Value is PendingValue pending && pending.Level > exit.World.Emission
                ? (pending.Level, pending.Site)
                : (exit.World.Emission, exit.World.EmissionSite);
            switch (level)
            {
                case EmissionLevel.None:
                    Location at = ExitSites.Find(exit, body);
                    Report(silentExit, at, method.Name, ExitSites.Describe(at));
                    break;
                case EmissionLevel.NotAwaited:
                    Report(HandlerRules.NotAwaited, site!.Syntax.GetLocation(), method.Name);
                    break;
                case EmissionLevel.InCatch:
                    Report(HandlerRules.EmittedInCatch, site!.Syntax.GetLocation(), method.Name);
                    break;
            }
        }

        foreach (KeyValuePair<IOperation, string> early in analysis.EmittedBeforeSave)
        {
            Report(HandlerRules.EmittedBeforeSave, early.Key.Syntax.GetLocation(), early.Value);
        }

        return [.. found.Values.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];

        void Report(DiagnosticDescriptor rule, Location location, params object[] arguments)
        {
            if (!found.ContainsKey((rule.Id, location)))
            {
                found.Add((rule.Id, location), Diagnostic.Create(rule, location, arguments));
            }
        }
    }

    /// <summary>Whether the body speaks of an emission that no path reaches, as in a lambda that is never invoked.</summary>
    private bool Mentions(ControlFlowGraph graph) =>
        graph.OriginalOperation.Descendants()
            .Any(o => o is IInvocationOperation call && bodies.IsEmission(call.TargetMethod));

    private static SyntaxNode? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is BaseMethodDeclarationSyntax declaration)
            {
                return (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody;
            }
        }

        return null;
    }
}
