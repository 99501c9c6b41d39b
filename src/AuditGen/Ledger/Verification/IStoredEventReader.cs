namespace AuditGen.Ledger;

/// <summary>Reads one part of a copy from its beginning to its end. Used by one worker.</summary>
public interface IStoredEventReader : IDisposable
{
    /// <summary>Reads the next events, in any order, whatever state they are in.</summary>
    /// <param name="page">Emptied first, then filled.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Whether there were any.</returns>
    /// <exception cref="LedgerException">The part cannot be read any further: says why.</exception>
    ValueTask<bool> ReadAsync(StoredEventPage page, CancellationToken cancellationToken);
}
