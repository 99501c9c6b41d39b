namespace AuditGen.States;

/// <summary>Says a state as added: what holds something first, then its content.</summary>
public readonly struct AddedSide : IWalkSide
{
    /// <inheritdoc/>
    public static void Say<T, TCodec, TSink>(T value, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct => sink.Add<T, TCodec>(value);

    /// <inheritdoc/>
    public static void Begin<TSink>(AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => sink.Add<AuditContainer, ContainerCodec>(container);

    /// <inheritdoc/>
    public static void End<TSink>(AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
    }

    /// <inheritdoc/>
    public static void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct => ElementDiff<TState, TKey, TCodec>.AddAll(elements, ref sink);
}
