namespace AuditGen.Ledger;

/// <summary>Keeps a ledger. Only ever appends; written by one sealer.</summary>
public interface ILedgerStorage : ILedgerReader
{
    /// <summary>Makes hashes, and the checkpoint over them where there is one, durable together.</summary>
    /// <param name="runs">Hashes that continue what is stored at their levels; none crosses the border of a tile.</param>
    /// <param name="checkpoint">The next checkpoint, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up before anything was written.</param>
    /// <exception cref="LedgerException">Nothing of it was stored: says why.</exception>
    ValueTask AppendAsync(IReadOnlyList<HashRun> runs, StoredCheckpoint? checkpoint, CancellationToken cancellationToken = default);
}
