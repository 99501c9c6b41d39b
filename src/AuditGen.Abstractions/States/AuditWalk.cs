namespace AuditGen.States;

/// <summary>Calls a state's members by its type. For generated code.</summary>
public static class AuditWalk
{
    /// <summary>Walks two states of a derived type.</summary>
    public static void Visit<TState, TWalk, TSink>(TState before, TState after, ref TSink sink)
        where TState : IAuditState<TState>
        where TWalk : struct, IStateWalk
        where TSink : struct, IChangeSink, allows ref struct => TState.Visit<TWalk, TSink>(in before, in after, ref sink);

    /// <summary>Reads a state of a derived type back.</summary>
    public static TState Read<TState>(AuditNode node)
        where TState : IAuditState<TState> => TState.Read(node);
}
