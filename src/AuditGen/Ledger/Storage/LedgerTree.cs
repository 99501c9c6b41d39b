namespace AuditGen.Ledger;

/// <summary>The tree of a stored ledger, from its tiles: any node costs at most one tile of hashes.</summary>
/// <param name="ledger">The ledger.</param>
public sealed class LedgerTree(ILedgerReader ledger) : IMerkleNodes
{
    private readonly Sha256Hash[] _tile = new Sha256Hash[ILedgerReader.TileWidth];

    /// <inheritdoc/>
    public async ValueTask<Sha256Hash> NodeAsync(int level, long index, CancellationToken cancellationToken)
    {
        int tileLevel = level / ILedgerReader.TileLevels;
        int height = level % ILedgerReader.TileLevels;
        Memory<Sha256Hash> hashes = _tile.AsMemory(0, 1 << height);
        int read = await ledger.ReadHashesAsync(tileLevel, index << height, hashes, cancellationToken).ConfigureAwait(false);
        if (read < hashes.Length)
        {
            throw new LedgerException($"{ledger.Name} lacks hash {(index << height) + read} of tile level {tileLevel}.");
        }

        return HashBatch.Fold(hashes.Span);
    }
}
