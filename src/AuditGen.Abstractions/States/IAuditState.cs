namespace AuditGen.States;

/// <summary>
/// Generated: an immutable record of the recorded members of a domain type. It holds plain values only, so reading an old
/// event back never runs domain code.
/// </summary>
/// <typeparam name="TSelf">The state type itself.</typeparam>
public interface IAuditState<TSelf>
    where TSelf : IAuditState<TSelf>
{
    /// <summary>Walks the members of two states side by side. Generated: one line a member.</summary>
    /// <typeparam name="TWalk">What is done with each pair: compare them, or say the values added or removed.</typeparam>
    /// <typeparam name="TSink">Who receives the changes.</typeparam>
    static abstract void Visit<TWalk, TSink>(in TSelf before, in TSelf after, ref TSink sink)
        where TWalk : struct, IStateWalk
        where TSink : struct, IChangeSink, allows ref struct;

    /// <summary>Reads a state back from what events recorded; members that were not recorded have their default value.</summary>
    static abstract TSelf Read(AuditNode node);

    /// <summary>Whether the two are states of one run-time type; otherwise nothing in them is comparable.</summary>
    static virtual bool SameType(in TSelf before, in TSelf after) => true;
}
