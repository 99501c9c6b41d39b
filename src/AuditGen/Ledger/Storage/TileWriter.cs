namespace AuditGen.Ledger;

/// <summary>
/// Grows a tree leaf by leaf and says which hashes its tiles gain. Memory is a tile's right edge per level, whatever the size.
/// </summary>
internal sealed class TileWriter
{
    private readonly List<MerkleFrontier> _levels = [];
    private readonly List<Sha256Hash[]> _pending = [];
    private readonly List<int> _counts = [];
    private readonly List<long> _firsts = [];
    private readonly List<HashRun> _runs = [];

    /// <summary>Goes on with a tree.</summary>
    /// <param name="frontier">The tree so far.</param>
    public TileWriter(MerkleFrontier frontier)
    {
        Size = frontier.Size;
        ReadOnlySpan<Sha256Hash> subtrees = frontier.Subtrees;
        for (long size = Size, level = 0; size > 0; size >>= ILedgerReader.TileLevels, level++)
        {
            long inTile = size & (ILedgerReader.TileWidth - 1);
            int bits = System.Numerics.BitOperations.PopCount((ulong)inTile);
            Add(new MerkleFrontier(inTile, subtrees[^bits..]), size);
            subtrees = subtrees[..^bits];
        }
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf.</summary>
    public void Append(in Sha256Hash leaf)
    {
        Append(0, leaf);
        Size++;
    }

    /// <summary>The root of the tree so far.</summary>
    public Sha256Hash Root() => Frontier().Root();

    /// <summary>The right edge of the whole tree.</summary>
    public MerkleFrontier Frontier()
    {
        var subtrees = new List<Sha256Hash>();
        for (int level = _levels.Count - 1; level >= 0; level--)
        {
            subtrees.AddRange(_levels[level].Subtrees);
        }

        return new MerkleFrontier(Size, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(subtrees));
    }

    /// <summary>The hashes gained since the last call.</summary>
    public IReadOnlyList<HashRun> TakeRuns()
    {
        for (int level = 0; level < _levels.Count; level++)
        {
            Flush(level);
        }

        HashRun[] runs = [.. _runs];
        _runs.Clear();
        return runs;
    }

    private void Append(int level, in Sha256Hash hash)
    {
        if (level == _levels.Count)
        {
            Add(new MerkleFrontier(), 0);
        }

        _pending[level][_counts[level]++] = hash;
        MerkleFrontier tile = _levels[level];
        tile.Append(hash);
        if (tile.Size == ILedgerReader.TileWidth)
        {
            Flush(level);
            _levels[level] = new MerkleFrontier();
            Append(level + 1, tile.Subtrees[0]);
        }
    }

    private void Flush(int level)
    {
        int count = _counts[level];
        if (count > 0)
        {
            _runs.Add(new HashRun(level, _firsts[level], _pending[level].AsMemory(0, count).ToArray()));
            _firsts[level] += count;
            _counts[level] = 0;
        }
    }

    private void Add(MerkleFrontier tile, long size)
    {
        _levels.Add(tile);
        _pending.Add(new Sha256Hash[ILedgerReader.TileWidth]);
        _counts.Add(0);
        _firsts.Add(size);
    }
}
