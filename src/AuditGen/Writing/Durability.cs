namespace AuditGen;

/// <summary>What an append waits for before it completes.</summary>
public enum Durability
{
    /// <summary>The events are on disk, synced: they survive <c>kill -9</c> and power loss. The default.</summary>
    Journaled,

    /// <summary>The events are in the queue of the journal's writer: they survive an exception, not the end of the process.</summary>
    Buffered,
}
