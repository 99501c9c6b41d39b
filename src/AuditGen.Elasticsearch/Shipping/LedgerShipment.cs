using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Shipping;

/// <summary>
/// Copies a ledger into the store: leaf hashes in tiles, then the checkpoint over them, in the order of the ledger, and none
/// before every event that it covers has been stored. So a checkpoint found in the store says what must be there.
/// </summary>
/// <param name="transport">The way to the cluster, with a credential that may create documents.</param>
/// <param name="stream">The data stream.</param>
/// <param name="file">Where the position is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class LedgerShipment(IElasticsearchTransport transport, string stream, string file, TimeProvider time) : IDisposable
{
    private const int MostDocuments = 500;

    private readonly LedgerBulk _bulk = new(transport, stream);
    private readonly Sha256Hash[] _tile = new Sha256Hash[ILedgerReader.TileWidth];
    private ShippedPosition? _position;
    private DateTimeOffset? _lastSigned;

    /// <summary>How far the ledger is in the store.</summary>
    public ShippedPosition Position => _position ?? ShippedPosition.None;

    /// <summary>Ships what is due.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="exported">Number of events, from index 0 on, that are in the store or in quarantine.</param>
    /// <param name="cancellationToken">Ends it; the next call goes on.</param>
    /// <returns>How many checkpoints were stored.</returns>
    /// <exception cref="IOException">The store did not take something; the next call tries again.</exception>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public async Task<int> ShipAsync(ILedgerReader ledger, long exported, CancellationToken cancellationToken)
    {
        _position ??= ShippedPosition.Load(file, ledger.Origin);
        ShippedPosition reached = _position;
        int checkpoints = 0;
        await foreach (StoredCheckpoint stored in ledger.ReadCheckpointsAsync(reached.Sequence, cancellationToken).ConfigureAwait(false))
        {
            LedgerCheckpoint checkpoint = Parse(stored);
            if (checkpoint.Size > exported)
            {
                break;
            }

            DateTimeOffset signed = checkpoint.Timestamp ?? time.GetUtcNow();
            await AddTilesAsync(ledger, reached.Size, checkpoint.Size, signed, cancellationToken).ConfigureAwait(false);
            LedgerDocuments.Checkpoint(_bulk.Next(), stream, checkpoint, stored.Note.Span, signed - (_lastSigned ?? signed), stored.Sequence, time.GetUtcNow());
            reached = new ShippedPosition(stored.Sequence, checkpoint.Size);
            _lastSigned = signed;
            checkpoints++;
            if (_bulk.Count >= MostDocuments)
            {
                await StoreAsync(reached, ledger.Origin, cancellationToken).ConfigureAwait(false);
            }
        }

        await StoreAsync(reached, ledger.Origin, cancellationToken).ConfigureAwait(false);
        return checkpoints;
    }

    /// <inheritdoc/>
    public void Dispose() => _bulk.Dispose();

    /// <summary>The leaf hashes between two checkpoints: where one ends depends on nothing else, so that a repetition gives the same documents.</summary>
    private async Task AddTilesAsync(ILedgerReader ledger, long from, long until, DateTimeOffset signed, CancellationToken cancellationToken)
    {
        while (from < until)
        {
            int width = (int)Math.Min(until - from, ILedgerReader.TileWidth - (from % ILedgerReader.TileWidth));
            int read = await ledger.ReadHashesAsync(0, from, _tile.AsMemory(0, width), cancellationToken).ConfigureAwait(false);
            if (read < width)
            {
                throw new LedgerException($"{ledger.Name} lacks the hash of leaf {from + read}: it was changed. Run 'auditgen verify'.");
            }

            LedgerDocuments.Tile(_bulk.Next(), stream, ledger.Origin, from, _tile.AsSpan(0, width), signed);
            from += width;
            if (_bulk.Count >= MostDocuments)
            {
                await _bulk.SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task StoreAsync(ShippedPosition reached, string origin, CancellationToken cancellationToken)
    {
        await _bulk.SendAsync(cancellationToken).ConfigureAwait(false);
        if (reached != _position)
        {
            reached.Save(file, origin);
            _position = reached;
        }
    }

    private static LedgerCheckpoint Parse(StoredCheckpoint stored)
    {
        try
        {
            return LedgerCheckpoint.Parse(SignedNote.Parse(stored.Note.Span).Text.Span);
        }
        catch (FormatException malformed)
        {
            throw new LedgerException($"Checkpoint {stored.Sequence} of the ledger is malformed: it was changed. Run 'auditgen verify'.", malformed);
        }
    }
}
