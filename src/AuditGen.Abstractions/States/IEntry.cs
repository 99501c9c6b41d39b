namespace AuditGen.States;

/// <summary>What stands behind a key of a dictionary: a value, or an object to walk.</summary>
internal interface IEntry<T>
{
    static abstract bool Equal(in T before, in T after);

    static abstract void Add<TSink>(in T value, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;

    static abstract void Remove<TSink>(in T value, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;

    static abstract void Change<TSink>(in T before, in T after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct;
}
