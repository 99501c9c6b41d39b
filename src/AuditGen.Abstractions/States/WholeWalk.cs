namespace AuditGen.States;

/// <summary>
/// Says every member of a state as <typeparamref name="TSide"/> does: as added, or as removed. Both states passed along are the same one.
/// </summary>
/// <typeparam name="TSide"><see cref="AddedSide"/> or <see cref="RemovedSide"/>; a struct, so that each has code of its own.</typeparam>
public readonly struct WholeWalk<TSide> : IStateWalk
    where TSide : struct, IWalkSide
{
    /// <inheritdoc/>
    public static void Value<T, TCodec, TSink>(ReadOnlySpan<byte> name, T before, T after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        TSide.Say<T, TCodec, TSink>(after, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Text<TSink>(ReadOnlySpan<byte> name, string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => Value<string?, Values.StringCodec, TSink>(name, before, after, ref sink);

    /// <inheritdoc/>
    public static void Part<TState, TSink>(ReadOnlySpan<byte> name, in TState? before, in TState? after, ref TSink sink)
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        Slot<TState, StructSlot<TState>, TState?, TSink>(in after, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Part<TState, TSink>(ReadOnlySpan<byte> name, TState? before, TState? after, ref TSink sink)
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        Slot<TState, ClassSlot<TState>, TState?, TSink>(in after, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        AuditContainer container = after is null ? AuditContainer.Null : AuditContainer.List;
        TSide.Begin(container, ref sink);
        if (after is not null)
        {
            TSide.Elements<TState, TKey, TCodec, TSink>(after.Span, ref sink);
        }

        TSide.End(container, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void OrderedElements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct => Elements<TState, TKey, TCodec, TSink>(name, before, after, ref sink);

    /// <inheritdoc/>
    public static void Bag<T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<T>? before, AuditList<T>? after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        AuditContainer container = after is null ? AuditContainer.Null : AuditContainer.List;
        TSide.Begin(container, ref sink);
        if (after is not null)
        {
            foreach (ref readonly T item in after)
            {
                Value<T, TCodec, TSink>("-"u8, item, item, ref sink);
            }
        }

        TSide.End(container, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Map<TKey, TKeyCodec, T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? before, AuditMap<TKey, T>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        AuditContainer container = after is null ? AuditContainer.Null : AuditContainer.Object;
        TSide.Begin(container, ref sink);
        if (after is not null)
        {
            foreach (ref readonly KeyValuePair<TKey, T> entry in after)
            {
                sink.EnterKey<TKey, TKeyCodec>(entry.Key, 1);
                TSide.Say<T, TCodec, TSink>(entry.Value, ref sink);
                sink.Exit();
            }
        }

        TSide.End(container, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct => Slots<TKey, TKeyCodec, TState, StructSlot<TState>, TState?, TSink>(name, after, ref sink);

    /// <inheritdoc/>
    public static void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct => Slots<TKey, TKeyCodec, TState, ClassSlot<TState>, TState?, TSink>(name, after, ref sink);

    /// <inheritdoc/>
    public static void Type<TSink>(ReadOnlySpan<byte> storedName, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        string type = System.Text.Encoding.UTF8.GetString(storedName);
        Text("$type"u8, type, type, ref sink);
    }

    /// <inheritdoc/>
    public static void Unaudited<TSink>(string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (after is not null)
        {
            Value<string, UnauditedCodec, TSink>("$type"u8, after, after, ref sink);
        }
    }

    /// <summary>Says what stands at the current path, with all its content.</summary>
    internal static void Slot<TState, TSlot, T, TSink>(in T slot, ref TSink sink)
        where TState : IAuditState<TState>
        where TSlot : struct, ISlot<T, TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        bool exists = TSlot.TryGet(in slot, out TState? state);
        AuditContainer container = exists ? AuditContainer.Object : AuditContainer.Null;
        TSide.Begin(container, ref sink);
        if (exists)
        {
            TState.Visit<WholeWalk<TSide>, TSink>(in state!, in state!, ref sink);
        }

        TSide.End(container, ref sink);
    }

    private static void Slots<TKey, TKeyCodec, TState, TSlot, T, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : IAuditState<TState>
        where TSlot : struct, ISlot<T, TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        AuditContainer container = after is null ? AuditContainer.Null : AuditContainer.Object;
        TSide.Begin(container, ref sink);
        if (after is not null)
        {
            foreach (ref readonly KeyValuePair<TKey, T> entry in after)
            {
                T value = entry.Value;
                sink.EnterKey<TKey, TKeyCodec>(entry.Key, 1);
                Slot<TState, TSlot, T, TSink>(in value, ref sink);
                sink.Exit();
            }
        }

        TSide.End(container, ref sink);
        sink.Exit();
    }
}
