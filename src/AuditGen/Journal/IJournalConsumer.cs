namespace AuditGen.Journal;

/// <summary>
/// Receives every event of the journal, in order, at least once: the embedded store, an exporter. Its cursor is persisted
/// after each acknowledged page.
/// </summary>
public interface IJournalConsumer
{
    /// <summary>The stable name its cursor is kept under.</summary>
    string Name { get; }

    /// <summary>Whether a journal segment may leave once this consumer has acknowledged it: it is a store of record.</summary>
    bool IsStoreOfRecord { get; }

    /// <summary>
    /// Whether its store takes nothing at present, so that it would be in vain to wait for it while the process stops. Read on
    /// any thread.
    /// </summary>
    bool IsBlocked => false;

    /// <summary>
    /// Takes a page. Returning acknowledges it; an exception means that none of it may count as taken, and the same events
    /// come again after a pause. A consumer that wants to refuse single events hands them to the quarantine and returns.
    /// </summary>
    ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken);
}
