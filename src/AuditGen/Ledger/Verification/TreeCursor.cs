namespace AuditGen.Ledger;

/// <summary>Walks along a tree from one checkpoint's size to the next, as stored or with candidate leaves put in.</summary>
internal sealed class TreeCursor(ILedgerReader ledger, Sha256Hash[] tiles, SortedDictionary<long, Sha256Hash> candidates)
{
    private readonly Sha256Hash[] _tile = new Sha256Hash[ILedgerReader.TileWidth];
    private MerkleFrontier _confirmed = new();
    private MerkleFrontier _stored = new();
    private MerkleFrontier _patched = new();

    /// <summary>The size up to which the tree is confirmed.</summary>
    public long Base => _confirmed.Size;

    /// <summary>The candidates put in by the last call.</summary>
    public IReadOnlyList<long> Tried { get; private set; } = [];

    /// <summary>The root at a size not below <see cref="Base"/>.</summary>
    public async ValueTask<Sha256Hash> RootAsync(long size, bool withCandidates, CancellationToken cancellationToken)
    {
        MerkleFrontier frontier = _confirmed.Copy();
        long[] tried = withCandidates ? [.. candidates.Keys.Where(index => index >= _confirmed.Size && index < size)] : [];
        HashSet<long> patchedTiles = [.. tried.Select(static index => index / ILedgerReader.TileWidth)];
        while (frontier.Size < size)
        {
            long tile = frontier.Size / ILedgerReader.TileWidth;
            long first = tile * ILedgerReader.TileWidth;
            if (frontier.Size == first && first + ILedgerReader.TileWidth <= size && !patchedTiles.Contains(tile))
            {
                frontier.Append(ILedgerReader.TileLevels, tiles[tile]);
                continue;
            }

            int until = (int)(Math.Min(size, first + ILedgerReader.TileWidth) - first);
            int read = await ledger.ReadHashesAsync(0, first, _tile.AsMemory(0, until), cancellationToken).ConfigureAwait(false);
            for (int i = (int)(frontier.Size - first); i < until; i++)
            {
                Sha256Hash leaf = withCandidates && candidates.TryGetValue(first + i, out Sha256Hash candidate) ? candidate
                    : i < read ? _tile[i] : default;
                frontier.Append(leaf);
            }
        }

        Tried = tried;
        if (withCandidates)
        {
            _patched = frontier;
        }
        else
        {
            _stored = frontier;
        }

        return frontier.Root();
    }

    /// <summary>Goes on from the tree computed last.</summary>
    public void Accept(bool withCandidates) => _confirmed = withCandidates ? _patched : _stored;
}
