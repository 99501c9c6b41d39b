using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Analyzers.Flow;
using AuditGen.Analyzers.Handlers;
using AuditGen.Analyzers.Model;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Tracking;

/// <summary>A decorated handler tracks what it changes, and before it does (AUD1015 to AUD1017, AUD1023).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrackingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        HandlerRules.ChangedUntracked, HandlerRules.ChangedUntrackedAtEnd, HandlerRules.TrackedTooLate, HandlerRules.TrackedImmutable, HandlerRules.ActionNotChosen,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is not { Scope: { } scope } symbols)
            {
                return;
            }

            var rules = new HandlerTracking(symbols, new HandlerShapes(symbols), AuditSettings.Reader(start.Options));
            start.RegisterOperationAction(c => CheckTracked(c, scope), OperationKind.Invocation);
            start.RegisterOperationBlockAction(rules.Check);
            start.RegisterCompilationEndAction(end => rules.ReportUndecided(end));
        });
    }

    private static void CheckTracked(OperationAnalysisContext context, INamedTypeSymbol scope)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "Track", TypeArguments: [INamedTypeSymbol type] } && call.TargetMethod.ContainingType.Is(scope)
            && type.TypeKind is TypeKind.Class or TypeKind.Struct && !Mutability.CanChange(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.TrackedImmutable, call.Syntax.GetLocation(), type.ShortName()));
        }
    }

    /// <summary>What is known across the handlers of one compilation.</summary>
    private sealed class HandlerTracking(AuditSymbols symbols, HandlerShapes shapes, Func<SyntaxTree, AuditSettings> settingsOf)
    {
        private readonly MethodBodies _bodies = new(symbols);
        private readonly ConcurrentBag<(Location Location, string Name)> _undecided = [];
        private readonly bool _usesEntityFramework = symbols.Compilation.ReferencedAssemblyNames.Any(r => r.Name == "AuditGen.EntityFrameworkCore");
        private int _tracksByHand;

        public void Check(OperationBlockAnalysisContext context)
        {
            if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
                || context.FilterTree is not { } tree)
            {
                return;
            }

            INamedTypeSymbol type = method.ContainingType;
            AuditedDeclaration[] declared = [.. symbols.AuditedOn(method), .. symbols.AuditedOn(type)];
            AuditSettings settings = settingsOf(tree);
            if (declared.Length == 0 || !shapes.AuditedMethodsOf(type, settings).Any(m => m.Method.Is(method) && (m.Service is not null || settings.HasAdapter))
                || context.OperationBlocks.OfType<IBlockOperation>().FirstOrDefault() is not { } body)
            {
                return;
            }

            CheckChosen(context, method, declared, body);
            if (!(settings.ChangeTracker ?? _usesEntityFramework))
            {
                CheckChanges(context, method, type, settings, body);
            }
        }

        public void ReportUndecided(CompilationAnalysisContext context)
        {
            if (_tracksByHand == 0)
            {
                return;
            }

            foreach ((Location location, string name) in _undecided.OrderBy(u => u.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(u => u.Location.SourceSpan.Start))
            {
                context.ReportDiagnostic(Diagnostic.Create(HandlerRules.ChangedUntrackedAtEnd, location, name));
            }
        }

        private void CheckChosen(OperationBlockAnalysisContext context, IMethodSymbol method, AuditedDeclaration[] declared, IBlockOperation body)
        {
            if (declared.Select(d => d.Action).Distinct(StringComparer.Ordinal).Count() < 2)
            {
                return;
            }

            // Whoever is given the scope may choose.
            bool mayBeChosen = body.Descendants().Any(o => o is IInvocationOperation call
                && ((call.TargetMethod.Name == "Action" && call.TargetMethod.ContainingType.Is(symbols.Scope))
                    || call.Arguments.Any(a => a.Value.Type.Is(symbols.Scope))
                    || (call.TargetMethod.ContainingType.Is(method.ContainingType) && call.TargetMethod.MethodKind == MethodKind.Ordinary)));
            if (!mayBeChosen)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    HandlerRules.ActionNotChosen, method.FirstSourceLocation(), method.ContainingType.Name + "." + method.Name, declared.Length));
            }
        }

        private void CheckChanges(OperationBlockAnalysisContext context, IMethodSymbol method, INamedTypeSymbol type, AuditSettings settings, IBlockOperation body)
        {
            bool usesScope = UsesScope(type);
            var analysis = new FlowAnalysis(symbols, settings, _bodies, m => IsOwn(m, type), context.CancellationToken);
            BodyResult result = analysis.Run(context.GetControlFlowGraph(body), method, type);
            if (usesScope && body.Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: "Track" } call && call.TargetMethod.ContainingType.Is(symbols.Scope)))
            {
                Interlocked.Exchange(ref _tracksByHand, 1);
            }

            foreach (KeyValuePair<IOperation, IOperation> late in analysis.TrackedTooLate)
            {
                int line = late.Value.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                string name = (late.Key as IInvocationOperation)?.Arguments.FirstOrDefault()?.Value.Syntax.ToString() ?? "resource";
                context.ReportDiagnostic(Diagnostic.Create(HandlerRules.TrackedTooLate, late.Key.Syntax.GetLocation(), name, line));
            }

            foreach (IOperation change in result.Exits.Where(e => !analysis.IsFailure(e.Value)).SelectMany(e => e.World.Untracked()).Distinct())
            {
                string name = NameOf(change);
                if (usesScope)
                {
                    context.ReportDiagnostic(Diagnostic.Create(HandlerRules.ChangedUntracked, change.Syntax.GetLocation(), Proposals.Track(ScopeName(type), name), name));
                }
                else
                {
                    _undecided.Add((change.Syntax.GetLocation(), name));
                }
            }
        }

        /// <summary>The handler's own methods, and whoever is given the scope.</summary>
        private bool IsOwn(IMethodSymbol method, INamedTypeSymbol type) =>
            type.DerivesFrom(method.ContainingType)
            || method.Parameters.Any(p => p.Type.Is(symbols.Scope))
            || (!symbols.IsAuditable(method.ContainingType) && UsesScope(method.ContainingType));

        private bool UsesScope(INamedTypeSymbol type) =>
            type.GetMembers().Any(m => m is IFieldSymbol field && field.Type.Is(symbols.Scope) || m is IPropertySymbol property && property.Type.Is(symbols.Scope))
            || type.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Type.Is(symbols.Scope)))
            || (type.BaseType is { SpecialType: SpecialType.None } @base && UsesScope(@base));

        private string ScopeName(INamedTypeSymbol type) =>
            type.GetMembers().FirstOrDefault(m => !m.IsImplicitlyDeclared && (m is IFieldSymbol field && field.Type.Is(symbols.Scope) || m is IPropertySymbol property && property.Type.Is(symbols.Scope)))?.Name
            ?? type.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Type.Is(symbols.Scope))?.Name
            ?? "audit";

        private static string NameOf(IOperation change)
        {
            IOperation? instance = change switch
            {
                IInvocationOperation call => call.Instance,
                IAssignmentOperation { Target: IMemberReferenceOperation member } => member.Instance,
                IIncrementOrDecrementOperation { Target: IMemberReferenceOperation member } => member.Instance,
                _ => null,
            };
            return instance?.Syntax.ToString() ?? "resource";
        }
    }
}
