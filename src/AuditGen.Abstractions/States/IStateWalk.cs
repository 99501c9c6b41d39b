namespace AuditGen.States;

/// <summary>
/// What is done with each member of a state: <see cref="CompareWalk"/>, <see cref="WholeWalk{TSide}"/>.
/// Chosen by type argument, so that one generated list of members serves all and costs no dispatch.
/// </summary>
public interface IStateWalk
{
    /// <summary>A member compared as one value.</summary>
    static abstract void Value<T, TCodec, TSink>(ReadOnlySpan<byte> name, T before, T after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A member that is a string.</summary>
    static abstract void Text<TSink>(ReadOnlySpan<byte> name, string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A nested object that is walked member by member.</summary>
    static abstract void Part<TState, TSink>(ReadOnlySpan<byte> name, in TState? before, in TState? after, ref TSink sink)
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A nested object whose run-time type varies.</summary>
    static abstract void Part<TState, TSink>(ReadOnlySpan<byte> name, TState? before, TState? after, ref TSink sink)
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A collection of keyed elements whose order does not matter.</summary>
    static abstract void Elements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A collection of keyed elements whose order matters.</summary>
    static abstract void OrderedElements<TState, TKey, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<TState>? before, AuditList<TState>? after, ref TSink sink)
        where TState : IAuditState<TState>, IAuditKeyed<TKey>
        where TCodec : struct, IAuditValueCodec<TKey?>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A multiset of values.</summary>
    static abstract void Bag<T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditList<T>? before, AuditList<T>? after, ref TSink sink)
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A dictionary of values.</summary>
    static abstract void Map<TKey, TKeyCodec, T, TCodec, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, T>? before, AuditMap<TKey, T>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TCodec : struct, IAuditValueCodec<T?>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A dictionary of objects that are walked member by member.</summary>
    static abstract void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : struct, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>A dictionary of objects whose run-time type varies.</summary>
    static abstract void PartMap<TKey, TKeyCodec, TState, TSink>(ReadOnlySpan<byte> name, AuditMap<TKey, TState?>? before, AuditMap<TKey, TState?>? after, ref TSink sink)
        where TKeyCodec : struct, IAuditValueCodec<TKey?>
        where TState : class, IAuditState<TState>
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>The stored name of a derived type: <c>$type</c>.</summary>
    static abstract void Type<TSink>(ReadOnlySpan<byte> storedName, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>The run-time type of an instance that the generator did not know, or <see langword="null"/>: <c>$type</c>.</summary>
    static abstract void Unaudited<TSink>(string? before, string? after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;
}
