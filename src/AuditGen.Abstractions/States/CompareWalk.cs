using System.Runtime.CompilerServices;

namespace AuditGen.States;

/// <summary>Says where two states differ. Nothing is allocated, and no path is built, where they do not.</summary>
public readonly struct CompareWalk : IStateWalk
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Value<T, TCodec, TSink>(ReadOnlySpan<byte> name, T before, T after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (!TCodec.Equal(before, after))
        {
            if (typeof(TSink) == typeof(CountChangeSink))
            {
                // A count needs no path, and is what most comparisons are made for: nothing is kept in reach for it.
                sink.Replace<T, TCodec>(before, after);
            }
            else
            {
                Replace<T, TCodec, TSink>(name, before, after, ref sink);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Text<TSink>(ReadOnlySpan<byte> name, string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        Value<string?, Values.StringCodec, TSink>(name, before, after, ref sink);
    }

    /// <inheritdoc/>
    public static void Part<TState, TSink>(ReadOnlySpan<byte> name, in TState? before, in TState? after, ref TSink sink)
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (!AuditDiff.SlotsEqual<TState, StructSlot<TState>, TState?>(in before, in after))
        {
            sink.Enter(name);
            AuditDiff.Slots<TState, StructSlot<TState>, TState?, TSink>(in before, in after, ref sink);
            sink.Exit();
        }
    }

    /// <inheritdoc/>
    public static void Part<TState, TSink>(ReadOnlySpan<byte> name, TState? before, TState? after, ref TSink sink)
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (!AuditDiff.SlotsEqual<TState, ClassSlot<TState>, TState?>(in before, in after))
        {
            sink.Enter(name);
            AuditDiff.Slots<TState, ClassSlot<TState>, TState?, TSink>(in before, in after, ref sink);
            sink.Exit();
        }
    }

    /// <inheritdoc/>
    public static void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct =>
        CompareElements<TState, TKey, TCodec, TSink>(name, before, after, isOrdered: false, ref sink);

    /// <inheritdoc/>
    public static void OrderedElements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct =>
        CompareElements<TState, TKey, TCodec, TSink>(name, before, after, isOrdered: true, ref sink);

    /// <inheritdoc/>
    public static void Bag<T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<T>? before, AuditList<T>? after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (ReferenceEquals(before, after) || (before is not null && after is not null && BagDiff<T, TCodec>.IsSame(before.Span, after.Span)))
        {
            return;
        }

        sink.Enter(name);
        AnnounceBefore(before is null, after is null, AuditContainer.List, ref sink);
        BagDiff<T, TCodec>.Write(before is null ? [] : before.Span, after is null ? [] : after.Span, ref sink);
        AnnounceAfter(before is null, after is null, AuditContainer.List, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Map<TKey, TKeyCodec, T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? before, AuditMap<TKey, T>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct =>
        Merge<TKey, TKeyCodec, T, ValueEntry<T, TCodec>, TSink>(name, before, after, ref sink);

    /// <inheritdoc/>
    public static void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct =>
        Merge<TKey, TKeyCodec, TState?, SlotEntry<TState, StructSlot<TState>, TState?>, TSink>(name, before, after, ref sink);

    /// <inheritdoc/>
    public static void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct =>
        Merge<TKey, TKeyCodec, TState?, SlotEntry<TState, ClassSlot<TState>, TState?>, TSink>(name, before, after, ref sink);

    /// <inheritdoc/>
    public static void Type<TSink>(ReadOnlySpan<byte> storedName, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        // Two states that are compared are of one type.
    }

    /// <inheritdoc/>
    public static void Unaudited<TSink>(string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            WholeWalk<RemovedSide>.Unaudited(before, before, ref sink);
            WholeWalk<AddedSide>.Unaudited(after, after, ref sink);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Replace<T, TCodec, TSink>(ReadOnlySpan<byte> name, T before, T after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        sink.Replace<T, TCodec>(before, after);
        sink.Exit();
    }

    private static void CompareElements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, bool isOrdered, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        ReadOnlySpan<TState> left = before is null ? [] : before.Span;
        ReadOnlySpan<TState> right = after is null ? [] : after.Span;
        int same = before is null || after is null ? 0 : ElementDiff<TState, TKey, TCodec>.CountSame(left, right);
        if (before is not null && after is not null && same == left.Length && same == right.Length)
        {
            return;
        }

        sink.Enter(name);
        AnnounceBefore(before is null, after is null, AuditContainer.List, ref sink);
        ElementDiff<TState, TKey, TCodec>.Write(left, right, same, isOrdered, ref sink);
        AnnounceAfter(before is null, after is null, AuditContainer.List, ref sink);
        sink.Exit();
    }

    private static void Merge<TKey, TKeyCodec, T, TEntry, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? before, AuditMap<TKey, T>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TEntry : struct, IEntry<T>
        where TSink : struct, IChangeSink, allows ref struct
    {
        ReadOnlySpan<KeyValuePair<TKey, T>> left = before is null ? [] : before.Span;
        ReadOnlySpan<KeyValuePair<TKey, T>> right = after is null ? [] : after.Span;
        if ((before is null) == (after is null) && MapDiff<TKey, TKeyCodec, T, TEntry>.IsSame(left, right))
        {
            return;
        }

        sink.Enter(name);
        AnnounceBefore(before is null, after is null, AuditContainer.Object, ref sink);
        MapDiff<TKey, TKeyCodec, T, TEntry>.Write(left, right, ref sink);
        AnnounceAfter(before is null, after is null, AuditContainer.Object, ref sink);
        sink.Exit();
    }

    /// <summary>Null becomes a container before its content comes.</summary>
    private static void AnnounceBefore<TSink>(bool wasNull, bool isNull, AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (wasNull && !isNull)
        {
            sink.Replace<AuditContainer, ContainerCodec>(AuditContainer.Null, container);
        }
    }

    /// <summary>A container becomes null after its content has gone.</summary>
    private static void AnnounceAfter<TSink>(bool wasNull, bool isNull, AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (!wasNull && isNull)
        {
            sink.Replace<AuditContainer, ContainerCodec>(container, AuditContainer.Null);
        }
    }
}
