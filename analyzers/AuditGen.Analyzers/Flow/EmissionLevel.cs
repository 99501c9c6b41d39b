namespace AuditGen.Analyzers.Flow;

/// <summary>How much of an emission has happened on a path; a later value outweighs an earlier one.</summary>
internal enum EmissionLevel
{
    None,

    /// <summary>Started, but nobody waits for it.</summary>
    NotAwaited,

    /// <summary>Completed inside a catch block, for a change that had failed.</summary>
    InCatch,

    Done,
}
