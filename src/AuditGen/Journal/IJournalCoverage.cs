namespace AuditGen.Journal;

/// <summary>What the ledger tells the journal: events that a checkpoint covers may leave it.</summary>
public interface IJournalCoverage
{
    /// <summary>Number of events, from index 0 on, that a durable checkpoint covers.</summary>
    long CoveredSize { get; }

    /// <summary>
    /// States, durably, that a checkpoint of that tree size, and all tiles below it, are stored. Sizes below the present
    /// one are without effect.
    /// </summary>
    /// <param name="treeSize">The tree size of the checkpoint.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size lies beyond the end of the log.</exception>
    /// <exception cref="JournalException">It could not be made durable.</exception>
    void Cover(long treeSize);
}
