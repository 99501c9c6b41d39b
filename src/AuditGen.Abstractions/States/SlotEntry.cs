namespace AuditGen.States;

internal readonly struct SlotEntry<TState, TSlot, T> : IEntry<T>
    where TState : IAuditState<TState>
    where TSlot : struct, ISlot<T, TState>
{
    public static bool Equal(in T before, in T after) => AuditDiff.SlotsEqual<TState, TSlot, T>(in before, in after);

    public static void Add<TSink>(in T value, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => WholeWalk<AddedSide>.Slot<TState, TSlot, T, TSink>(in value, ref sink);

    public static void Remove<TSink>(in T value, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => WholeWalk<RemovedSide>.Slot<TState, TSlot, T, TSink>(in value, ref sink);

    public static void Change<TSink>(in T before, in T after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct => AuditDiff.Slots<TState, TSlot, T, TSink>(in before, in after, ref sink);
}
