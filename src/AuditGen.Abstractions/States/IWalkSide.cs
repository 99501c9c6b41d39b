namespace AuditGen.States;

/// <summary>What is said of a whole state: that it was added, or that it was removed.</summary>
public interface IWalkSide
{
    /// <summary>Says one value.</summary>
    static abstract void Say<T, TCodec, TSink>(T value, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>Before the content of a container.</summary>
    static abstract void Begin<TSink>(AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>After the content of a container.</summary>
    static abstract void End<TSink>(AuditContainer container, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>Says keyed elements, with all their content.</summary>
    static abstract void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct;
}
