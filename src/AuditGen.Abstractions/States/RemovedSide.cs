namespace AuditGen.States;

/// <summary>Says a state as removed: content first, then what held it.</summary>
public readonly struct RemovedSide : IWalkSide
{
    /// <inheritdoc/>
    public static void Say<T, TCodec, TSink>(T value, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct => sink.Remove<T, TCodec>(value);

    /// <inheritdoc/>
    public static void Begin<TSink>(AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
    }

    /// <inheritdoc/>
    public static void End<TSink>(AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => sink.Remove<AuditContainer, ContainerCodec>(container);

    /// <inheritdoc/>
    public static void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct => ElementDiff<TState, TKey, TCodec>.RemoveAll(elements, ref sink);
}
