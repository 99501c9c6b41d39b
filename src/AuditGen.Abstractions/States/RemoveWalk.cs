namespace AuditGen.States;

/// <summary>Says every member of a state as removed: content first, then what held it. Both states passed along are the same one.</summary>
public readonly struct RemoveWalk : IStateWalk
{
    /// <inheritdoc/>
    public static void Value<T, TCodec, TSink>(ReadOnlySpan<byte> name, T before, T after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        sink.Remove<T, TCodec>(before);
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
        Slot<TState, StructSlot<TState>, TState?, TSink>(in before, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Part<TState, TSink>(ReadOnlySpan<byte> name, TState? before, TState? after, ref TSink sink)
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        Slot<TState, ClassSlot<TState>, TState?, TSink>(in before, ref sink);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        if (before is not null)
        {
            ElementDiff<TState, TKey, TCodec>.RemoveAll(before.Span, ref sink);
        }

        sink.Remove<AuditContainer, ContainerCodec>(before is null ? AuditContainer.Null : AuditContainer.List);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void OrderedElements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey>
        where TSink : struct, IChangeSink, allows ref struct => Elements<TState, TKey, TCodec, TSink>(name, before, after, ref sink);

    /// <inheritdoc/>
    public static void Bag<T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<T>? before, AuditList<T>? after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        if (before is not null)
        {
            foreach (ref readonly T item in before)
            {
                Value<T, TCodec, TSink>("-"u8, item, item, ref sink);
            }
        }

        sink.Remove<AuditContainer, ContainerCodec>(before is null ? AuditContainer.Null : AuditContainer.List);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void Map<TKey, TKeyCodec, T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? before, AuditMap<TKey, T>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey>
        where TCodec : struct, IAuditValueCodec<T>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        if (before is not null)
        {
            foreach (ref readonly KeyValuePair<TKey, T> entry in before)
            {
                sink.EnterKey<TKey, TKeyCodec>(entry.Key, 1);
                sink.Remove<T, TCodec>(entry.Value);
                sink.Exit();
            }
        }

        sink.Remove<AuditContainer, ContainerCodec>(before is null ? AuditContainer.Null : AuditContainer.Object);
        sink.Exit();
    }

    /// <inheritdoc/>
    public static void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey>
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct => Slots<TKey, TKeyCodec, TState, StructSlot<TState>, TState?, TSink>(name, before, ref sink);

    /// <inheritdoc/>
    public static void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey>
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct => Slots<TKey, TKeyCodec, TState, ClassSlot<TState>, TState?, TSink>(name, before, ref sink);

    /// <inheritdoc/>
    public static void Type<TSink>(ReadOnlySpan<byte> storedName, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => Text("$type"u8, System.Text.Encoding.UTF8.GetString(storedName), null, ref sink);

    /// <inheritdoc/>
    public static void Unaudited<TSink>(string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        if (before is not null)
        {
            Value<string, UnauditedCodec, TSink>("$type"u8, before, before, ref sink);
        }
    }

    /// <summary>Says what stands at the current path, with all its content.</summary>
    internal static void Slot<TState, TSlot, T, TSink>(in T slot, ref TSink sink)
        where TState : IAuditState<TState>
        where TSlot : struct, ISlot<T, TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        bool exists = TSlot.TryGet(in slot, out TState? state);
        if (exists)
        {
            TState.Visit<RemoveWalk, TSink>(in state!, in state!, ref sink);
        }

        sink.Remove<AuditContainer, ContainerCodec>(exists ? AuditContainer.Object : AuditContainer.Null);
    }

    private static void Slots<TKey, TKeyCodec, TState, TSlot, T, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? before, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey>
        where TState : IAuditState<TState>
        where TSlot : struct, ISlot<T, TState>
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.Enter(name);
        if (before is not null)
        {
            foreach (ref readonly KeyValuePair<TKey, T> entry in before)
            {
                T value = entry.Value;
                sink.EnterKey<TKey, TKeyCodec>(entry.Key, 1);
                Slot<TState, TSlot, T, TSink>(in value, ref sink);
                sink.Exit();
            }
        }

        sink.Remove<AuditContainer, ContainerCodec>(before is null ? AuditContainer.Null : AuditContainer.Object);
        sink.Exit();
    }
}
