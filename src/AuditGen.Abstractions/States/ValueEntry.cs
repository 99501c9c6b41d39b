namespace AuditGen.States;

internal readonly struct ValueEntry<T, TCodec> : IEntry<T>
    where TCodec : struct, IAuditValueCodec<T?>
{
    public static bool Equal(in T before, in T after) => TCodec.Equal(before, after);

    public static void Add<TSink>(in T value, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => sink.Add<T, TCodec>(value);

    public static void Remove<TSink>(in T value, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => sink.Remove<T, TCodec>(value);

    public static void Change<TSink>(in T before, in T after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => sink.Replace<T, TCodec>(before, after);
}
