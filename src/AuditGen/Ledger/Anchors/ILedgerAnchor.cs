namespace AuditGen.Ledger;

/// <summary>
/// A place outside the journal and its store where checkpoints are left, best out of the reach of whoever administers
/// these: what an anchor holds, a rewritten log contradicts.
/// </summary>
public interface ILedgerAnchor
{
    /// <summary>What people call it, for messages.</summary>
    string Name { get; }

    /// <summary>Leaves a checkpoint there, durably.</summary>
    /// <param name="note">The signed note.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It could not be left there.</exception>
    ValueTask PublishAsync(ReadOnlyMemory<byte> note, CancellationToken cancellationToken);

    /// <summary>Reads the checkpoints left there, oldest first, of every log.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken);
}
