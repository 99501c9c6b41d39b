using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>
/// Follows every path through a method and what it calls, and says which facts hold on all of them: a must-analysis that
/// keeps paths apart as long as they know different things, instead of joining them at every block.
/// </summary>
internal sealed class FlowAnalysis(
    AuditSymbols symbols,
    AuditSettings settings,
    MethodBodies bodies,
    Func<IMethodSymbol, bool> mayEnter,
    CancellationToken cancellationToken)
{
    private const int MaxDepth = 12;
    private const int MaxSteps = 40_000;
    private const int MaxRounds = 6;

    private readonly Dictionary<IMethodSymbol, List<(BodyExit Exit, bool IsAsync)>> _running = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> _recursive = new(SymbolEqualityComparer.Default);
    private int _steps;

    public AuditSymbols Symbols => symbols;

    public AuditSettings Settings => settings;

    public MethodBodies Bodies => bodies;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether any emission was met, wherever it leads.</summary>
    public bool SawEmission { get; set; }

    /// <summary>Emissions that something is persisted after, with the name of what persists.</summary>
    public Dictionary<IOperation, string> EmittedBeforeSave { get; } = [];

    /// <summary>Track calls that come after a change, with the place of the change.</summary>
    public Dictionary<IOperation, IOperation> TrackedTooLate { get; } = [];

    /// <summary>Whether there is work left that may be done; when not, what is deeper counts as unknown.</summary>
    public bool TakeStep() => ++_steps <= MaxSteps;

    /// <summary>Runs a method as the outermost body.</summary>
    public BodyResult? Run(IMethodSymbol method, INamedTypeSymbol? thisType)
    {
        ControlFlowGraph? graph = bodies.GraphOf(method, cancellationToken);
        return graph is null ? null : Run(graph, method, thisType);
    }

    public BodyResult Run(ControlFlowGraph graph, IMethodSymbol method, INamedTypeSymbol? thisType)
    {
        World start = World.Start;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.IsReferenceType && symbols.ResourceOf(parameter.Type) is not null)
            {
                start = start.With(parameter, new ObjectValue(parameter, MayBeNull: false, IsNew: false, ExactType: null));
            }
        }

        BodyResult result = new BodyRun(this, new Frame(graph, method, thisType, InCatch: false, Depth: 0)).Run(start);
        return result;
    }

    public bool MayEnter(IMethodSymbol method, Frame caller) => caller.Depth < MaxDepth && _steps < MaxSteps && mayEnter(method);

    /// <summary>Runs a called body. A call of a method that runs already yields what earlier rounds found out about it.</summary>
    public BodyResult Enter(Frame frame, World start)
    {
        IMethodSymbol method = frame.Method;
        if (_running.TryGetValue(method, out List<(BodyExit Exit, bool IsAsync)>? known))
        {
            _recursive.Add(method);
            var repeated = new BodyResult();
            foreach ((BodyExit exit, _) in known)
            {
                World world = start.WithEffectsOf(exit.World);
                if (start.Emission > world.Emission)
                {
                    world = world.WithEmission(start.Emission, start.EmissionSite);
                }

                repeated.Exits.Add(exit with { World = world });
            }

            return repeated;
        }

        known = [];
        _running.Add(method, known);
        try
        {
            for (int round = 0; ; round++)
            {
                BodyResult result = new BodyRun(this, frame).Run(start);
                int before = known.Count;
                foreach (BodyExit exit in result.Exits)
                {
                    if (!known.Any(k => k.Exit.World.Emission == exit.World.Emission && k.Exit.World.Saved == exit.World.Saved && k.Exit.Value == exit.Value))
                    {
                        known.Add((exit, method.IsAsync));
                    }
                }

                if (!_recursive.Contains(method) || (known.Count == before && round > 0) || round == MaxRounds)
                {
                    return result;
                }

                // The calls inside come with other arguments than this one.
                start = start.WithoutAny(slot => slot is IParameterSymbol parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method));
            }
        }
        finally
        {
            _running.Remove(method);
            _recursive.Remove(method);
        }
    }

    public bool IsFailure(FlowValue value) => value switch
    {
        ResultValue result => !result.Succeeded,
        FaultedValue => true,
        PendingValue pending => IsFailure(pending.Result),
        ConstantValue { Value: false } => settings.FalseIsFailure,
        _ => false,
    };

    public bool IsFailureMember(ISymbol member) =>
        member is { ContainingType: { } type } && settings.FailureFactories.Matches(type.Name + "." + member.Name);

    /// <summary>An operation of the given body, wherever lambdas and local functions nest.</summary>
    public static ControlFlowGraph? LocalFunctionGraph(ControlFlowGraph graph, IMethodSymbol localFunction, CancellationToken cancellationToken)
    {
        for (ControlFlowGraph? current = graph; current is not null; current = current.Parent)
        {
            if (current.LocalFunctions.Contains(localFunction, SymbolEqualityComparer.Default))
            {
                IMethodSymbol own = current.LocalFunctions.First(f => SymbolEqualityComparer.Default.Equals(f, localFunction));
                return current.GetLocalFunctionControlFlowGraph(own, cancellationToken);
            }
        }

        return null;
    }

    public static bool IsTaskLike(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" } && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    public static ITypeSymbol? AwaitedType(ITypeSymbol? type) =>
        IsTaskLike(type) ? ((INamedTypeSymbol)type!).TypeArguments.FirstOrDefault() : type;

    public static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
