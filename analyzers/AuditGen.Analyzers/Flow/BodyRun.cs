using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>
/// The run of one body over all of its paths. Exceptions leave a block from every operation that can throw and enter the
/// handlers that can catch them, with what was known before the operation; finally blocks run on every way out.
/// </summary>
internal sealed partial class BodyRun(FlowAnalysis analysis, Frame frame)
{
    /// <summary>From so many different states of one block on, details are forgotten, and from so many more on, states.</summary>
    private const int FineStates = 96;
    private const int CoarseStates = 384;

    private readonly BodyResult _result = new();
    private readonly Dictionary<(int Region, World World), HashSet<World>> _finallyEnds = [];
    private Dictionary<CaptureId, IOperation?>? _captures;
    private Exploration _exploration = new(parent: null, first: 0, last: int.MaxValue);
    private BasicBlock _block = frame.Graph.Blocks[0];

    private ControlFlowGraph Graph => frame.Graph;

    private bool InCatch { get; set; }

    public BodyResult Run(World start)
    {
        _exploration.Enqueue(0, start);
        Explore();
        var result = new BodyResult();
        result.Exits.UnionWith(_result.Exits.Select(e => e with { World = WithoutOwn(e.World) }));
        result.Throws.UnionWith(_result.Throws.Select(t => t with { World = WithoutOwn(t.World) }));
        return result;
    }

    private void Explore()
    {
        while (_exploration.Next() is { } state && analysis.TakeStep())
        {
            analysis.CancellationToken.ThrowIfCancellationRequested();
            BasicBlock outerBlock = _block;
            bool outerCatch = InCatch;
            _block = Graph.Blocks[state.Block];
            InCatch = frame.InCatch || IsInside(_block, ControlFlowRegionKind.Catch) || IsInside(_block, ControlFlowRegionKind.FilterAndHandler);
            RunBlock(_block, state.World);
            _block = outerBlock;
            InCatch = outerCatch;
        }
    }

    private void RunBlock(BasicBlock block, World start)
    {
        List<World> worlds = [start];
        foreach (IOperation operation in block.Operations)
        {
            worlds = [.. worlds.SelectMany(w => Evaluate(operation, w)).Select(o => o.World).Distinct()];
        }

        foreach (World world in worlds)
        {
            Leave(block, world);
        }
    }

    private void Leave(BasicBlock block, World world)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            if (block.BranchValue is null)
            {
                Follow(block.FallThroughSuccessor, FlowValue.Unknown, world);
                return;
            }

            foreach (Outcome outcome in Evaluate(block.BranchValue, world))
            {
                Follow(block.FallThroughSuccessor, outcome.Value, outcome.World);
            }

            return;
        }

        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        foreach (Outcome outcome in Evaluate(block.BranchValue!, world))
        {
            foreach (bool holds in new[] { true, false })
            {
                if (outcome.Value.AsBoolean is { } known && known != holds)
                {
                    continue;
                }

                if (Assume(block.BranchValue!, holds, outcome.World) is { } assumed)
                {
                    Follow(holds == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, FlowValue.Unknown, assumed);
                }
            }
        }
    }

    private void Follow(ControlFlowBranch? branch, FlowValue value, World world)
    {
        switch (branch?.Semantics)
        {
            case ControlFlowBranchSemantics.Regular:
            case ControlFlowBranchSemantics.Return:
                IEnumerable<World> worlds = [world];
                foreach (ControlFlowRegion region in branch.FinallyRegions)
                {
                    worlds = [.. worlds.SelectMany(w => RunFinally(region, w)).Distinct()];
                }

                foreach (World after in worlds)
                {
                    if (branch.Destination!.Kind == BasicBlockKind.Exit)
                    {
                        _result.Exits.Add(new BodyExit(after, value, _block, branch.IsConditionalSuccessor));
                    }
                    else
                    {
                        _exploration.Enqueue(branch.Destination.Ordinal, after);
                    }
                }

                break;
            case ControlFlowBranchSemantics.Throw:
                Raise(world, _block.BranchValue is { } thrown ? FlowAnalysis.Unwrap(thrown).Type : null);
                break;
            case ControlFlowBranchSemantics.Rethrow:
                Raise(world, type: null);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when IsInside(_block, ControlFlowRegionKind.Finally):
                _exploration.Ends.Add(world);
                break;
        }
    }

    /// <summary>What is known when a finally block, entered in this state, has come to its end.</summary>
    private HashSet<World> RunFinally(ControlFlowRegion region, World world)
    {
        (int FirstBlockOrdinal, World) key = (region.FirstBlockOrdinal, world);
        if (_finallyEnds.TryGetValue(key, out HashSet<World>? known))
        {
            return known;
        }

        _finallyEnds[key] = [];
        Exploration outer = _exploration;
        _exploration = new Exploration(outer, region.FirstBlockOrdinal, region.LastBlockOrdinal);
        _exploration.Enqueue(region.FirstBlockOrdinal, world);
        Explore();
        HashSet<World> ends = _exploration.Ends;
        _exploration = outer;
        _finallyEnds[key] = ends;
        return ends;
    }

    /// <summary>An exception leaves the current block; a type of null can be any.</summary>
    private void Raise(World world, ITypeSymbol? type) => Raise(world, type, _block.EnclosingRegion);

    private void Raise(World world, ITypeSymbol? type, ControlFlowRegion? region)
    {
        // The root region of a lambda stands in a region of the body around it, which is another run.
        for (; region is not null && region != Graph.Root; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } owner)
            {
                continue;
            }

            if (owner.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                foreach (World after in RunFinally(owner.NestedRegions[1], world))
                {
                    Raise(after, type, owner.EnclosingRegion);
                }

                return;
            }

            foreach (ControlFlowRegion handler in owner.NestedRegions)
            {
                if (handler.Kind is not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler))
                {
                    continue;
                }

                CatchMatch match = Matches(type, handler.ExceptionType);
                if (match != CatchMatch.Never)
                {
                    _exploration.Enqueue(handler.FirstBlockOrdinal, world.EnteredCatch());
                }

                if (match == CatchMatch.Always && handler.Kind == ControlFlowRegionKind.Catch)
                {
                    return;
                }
            }
        }

        _result.Throws.Add(new BodyThrow(world, type));
    }

    private enum CatchMatch
    {
        Never,
        Maybe,
        Always,
    }

    private static CatchMatch Matches(ITypeSymbol? thrown, ITypeSymbol? caught)
    {
        if (caught is null || caught.SpecialType == SpecialType.System_Object || caught is { Name: "Exception", ContainingNamespace.Name: "System" })
        {
            return CatchMatch.Always;
        }

        if (thrown is null)
        {
            return CatchMatch.Maybe;
        }

        return Symbols.SymbolExtensions.DerivesFrom(thrown, caught) ? CatchMatch.Always
            : Symbols.SymbolExtensions.DerivesFrom(caught, thrown) ? CatchMatch.Maybe
            : CatchMatch.Never;
    }

    private bool IsInside(BasicBlock block, ControlFlowRegionKind kind)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null && region != Graph.Root; region = region.EnclosingRegion)
        {
            if (region.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What this body keeps for itself ends with it.</summary>
    private World WithoutOwn(World world) => world.WithoutAny(slot => slot switch
    {
        CaptureSlot capture => ReferenceEquals(capture.Graph, Graph),
        ILocalSymbol or IParameterSymbol => SymbolEqualityComparer.Default.Equals(((ISymbol)slot).ContainingSymbol, frame.Method),
        _ => false,
    });

    /// <summary>The states still to be followed from, of a whole body or of one finally region.</summary>
    private sealed class Exploration(Exploration? parent, int first, int last)
    {
        private readonly Stack<(int Block, World World)> _open = new();
        private readonly Dictionary<int, HashSet<World>> _seen = [];

        /// <summary>The states at the end of a finally region.</summary>
        public HashSet<World> Ends { get; } = [];

        public void Enqueue(int block, World world)
        {
            if (parent is not null && (block < first || block > last))
            {
                parent.Enqueue(block, world);
                return;
            }

            if (!_seen.TryGetValue(block, out HashSet<World>? seen))
            {
                _seen.Add(block, seen = []);
            }

            if (seen.Count >= FineStates)
            {
                world = world.Coarse();
            }

            if (seen.Count < CoarseStates && seen.Add(world))
            {
                _open.Push((block, world));
            }
        }

        public (int Block, World World)? Next() => _open.Count > 0 ? _open.Pop() : null;
    }
}
