using System.Collections.Immutable;

namespace AuditGen.States;

/// <summary>Compares states. The typed face of it is the generated <c>…Diff</c>.</summary>
public static class AuditDiff
{
    /// <summary>Whether two states record the same.</summary>
    public static bool Equal<TState>(in TState before, in TState after)
        where TState : IAuditState<TState>
    {
        if (!typeof(TState).IsValueType && ((object?)before is null || (object?)after is null || ReferenceEquals(before, after)))
        {
            return ReferenceEquals(before, after);
        }

        if (!TState.SameType(in before, in after))
        {
            return false;
        }

        var sink = new CountChangeSink();
        TState.Visit<CompareWalk, CountChangeSink>(in before, in after, ref sink);
        return sink.Count == 0;
    }

    /// <summary>Says the changes from one state of a resource to another.</summary>
    /// <param name="before">The state before, or <see langword="null"/>: every value is added.</param>
    /// <param name="after">The state after, or <see langword="null"/>: every value is removed.</param>
    /// <param name="sink">Who receives the changes.</param>
    public static void Write<TState, TSink>(TState? before, TState? after, ref TSink sink)
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (before is null)
        {
            if (after is not null)
            {
                TState.Visit<WholeWalk<AddedSide>, TSink>(in after, in after, ref sink);
            }
        }
        else if (after is null)
        {
            TState.Visit<WholeWalk<RemovedSide>, TSink>(in before, in before, ref sink);
        }
        else if (!ReferenceEquals(before, after))
        {
            Members(in before, in after, ref sink);
        }
    }

    /// <summary>The changes from one state of a resource to another, as a list.</summary>
    public static ImmutableArray<AuditChange> Between<TState>(TState? before, TState? after, AuditTextOptions? options = null)
        where TState : class, IAuditState<TState>
    {
        using var writer = new AuditTextWriter(options ?? AuditTextOptions.Default);
        var sink = new ListChangeSink(writer);
        Write(before, after, ref sink);
        return sink.ToImmutable();
    }

    /// <summary>The state that results when changes are applied.</summary>
    /// <param name="state">The state before, or <see langword="null"/> where the resource did not exist.</param>
    /// <param name="changes">The changes of one event.</param>
    /// <returns>The state after, or <see langword="null"/> where nothing is left.</returns>
    /// <exception cref="FormatException">A value is not of the member's type, or was recorded cut, so the state is not known.</exception>
    public static TState? Apply<TState>(TState? state, ImmutableArray<AuditChange> changes)
        where TState : class, IAuditState<TState>
    {
        var document = new AuditDocument();
        document.Apply(Between(null, state, AuditTextOptions.InProcess));
        document.Apply(changes);
        return document.IsEmpty ? null : TState.Read(document.Root);
    }

    /// <summary>What undoes the changes: in reverse, with old and new values swapped.</summary>
    public static ImmutableArray<AuditChange> Invert(ImmutableArray<AuditChange> changes)
    {
        if (changes.IsDefaultOrEmpty)
        {
            return [];
        }

        ImmutableArray<AuditChange>.Builder inverse = ImmutableArray.CreateBuilder<AuditChange>(changes.Length);
        for (int i = changes.Length - 1; i >= 0; i--)
        {
            AuditChange change = changes[i];
            AuditChangeOp op = change.Op switch
            {
                AuditChangeOp.Add => AuditChangeOp.Remove,
                AuditChangeOp.Remove => AuditChangeOp.Add,
                AuditChangeOp other => other,
            };
            inverse.Add(new AuditChange(change.Path, op, change.New, change.Old));
        }

        return inverse.MoveToImmutable();
    }

    /// <summary>A state as people read it: one line a recorded value. Sensitive values show as masks.</summary>
    public static string Describe<TState>(TState state)
        where TState : IAuditState<TState>
    {
        using var writer = new AuditTextWriter();
        var sink = new ListChangeSink(writer);
        TState.Visit<WholeWalk<AddedSide>, ListChangeSink>(in state, in state, ref sink);
        return string.Join('\n', sink.ToImmutable()
            .Where(static change => change.New.Json.Span is not ([(byte)'{', (byte)'}'] or [(byte)'[', (byte)']']))
            .Select(static change => $"{change.Path}: {change.New.ToDisplayText()}"));
    }

    /// <summary>Says the changes between two states that exist.</summary>
    internal static void Members<TState, TSink>(in TState before, in TState after, ref TSink sink)
        where TState : IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (TState.SameType(in before, in after))
        {
            TState.Visit<CompareWalk, TSink>(in before, in after, ref sink);
        }
        else
        {
            TState.Visit<WholeWalk<RemovedSide>, TSink>(in before, in before, ref sink);
            TState.Visit<WholeWalk<AddedSide>, TSink>(in after, in after, ref sink);
        }
    }

    internal static bool SlotsEqual<TState, TSlot, T>(in T before, in T after)
        where TState : IAuditState<TState>
        where TSlot : struct, ISlot<T, TState>
    {
        bool was = TSlot.TryGet(in before, out TState? left);
        bool exists = TSlot.TryGet(in after, out TState? right);
        return was == exists && (!was || Equal(in left!, in right!));
    }

    internal static void Slots<TState, TSlot, T, TSink>(in T before, in T after, ref TSink sink)
        where TState : IAuditState<TState>
        where TSlot : struct, ISlot<T, TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        bool was = TSlot.TryGet(in before, out TState? left);
        bool exists = TSlot.TryGet(in after, out TState? right);
        if (was && exists)
        {
            Members(in left!, in right!, ref sink);
        }
        else if (exists)
        {
            sink.Replace<AuditContainer, ContainerCodec>(AuditContainer.Null, AuditContainer.Object);
            TState.Visit<WholeWalk<AddedSide>, TSink>(in right!, in right!, ref sink);
        }
        else if (was)
        {
            TState.Visit<WholeWalk<RemovedSide>, TSink>(in left!, in left!, ref sink);
            sink.Replace<AuditContainer, ContainerCodec>(AuditContainer.Object, AuditContainer.Null);
        }
    }
}
