namespace AuditGen.Ledger;

/// <summary>
/// Computes the tree over the stored leaf hashes and compares it with the root of every known checkpoint. Where a root does not
/// fit, the leaves of the events themselves are tried in the place of stored hashes that differ from them: that tells an
/// edited ledger from edited events.
/// </summary>
internal sealed class TreePass
{
    private readonly Func<ILedgerReader> _open;
    private readonly FaultList _faults;
    private readonly SortedDictionary<long, Sha256Hash> _candidates;
    private readonly HashSet<long> _proven = [];
    private readonly int _workers;

    /// <param name="open">Opens the ledger once more.</param>
    /// <param name="candidates">Leaf hashes of events, by index, that differ from the ledger's.</param>
    /// <param name="workers">How many threads work.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public TreePass(Func<ILedgerReader> open, SortedDictionary<long, Sha256Hash> candidates, int workers, FaultList faults)
    {
        _open = open;
        _faults = faults;
        _candidates = candidates;
        _workers = workers;
    }

    /// <summary>Indexes at which the event is the one that was signed, and the stored hash is not.</summary>
    public IReadOnlySet<long> ProvenEvents => _proven;

    /// <summary>Size of the largest tree whose signed root was found again.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Compares.</summary>
    /// <param name="checkpoints">Known checkpoints of the log, from wherever.</param>
    /// <param name="leaves">Number of leaf hashes stored.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    public async Task RunAsync(IEnumerable<KnownCheckpoint> checkpoints, long leaves, CancellationToken cancellationToken)
    {
        ILedgerReader ledger = _open();
        await using (ledger.ConfigureAwait(false))
        {
            Sha256Hash[] tiles = await HashTilesAsync(leaves / ILedgerReader.TileWidth, cancellationToken).ConfigureAwait(false);
            await CompareLevelsAsync(ledger, tiles, cancellationToken).ConfigureAwait(false);
            var cursor = new TreeCursor(ledger, tiles, _candidates);
            bool isLost = false;
            long unconfirmed = 0;
            foreach (IGrouping<long, KnownCheckpoint> group in checkpoints.OrderBy(static known => known.Checkpoint.Size).GroupBy(static known => known.Checkpoint.Size))
            {
                if (group.Key > leaves)
                {
                    Lacks(group, leaves);
                }
                else if (isLost)
                {
                    unconfirmed += group.Count();
                }
                else
                {
                    isLost = !await CompareAsync(cursor, group, cancellationToken).ConfigureAwait(false);
                }
            }

            if (unconfirmed > 0)
            {
                _faults.Add(new LedgerFault(LedgerFaultKind.Incomplete, ledger.Name, $"{unconfirmed} later checkpoints cannot be compared, since leaves below them are not the ones that were signed"));
            }
        }
    }

    private async Task<bool> CompareAsync(TreeCursor cursor, IGrouping<long, KnownCheckpoint> group, CancellationToken cancellationToken)
    {
        Sha256Hash root = await cursor.RootAsync(group.Key, withCandidates: false, cancellationToken).ConfigureAwait(false);
        KnownCheckpoint[] different = [.. group.Where(known => known.Checkpoint.Root != root)];
        if (different.Length == 0)
        {
            Confirmed = group.Key;
            cursor.Accept(withCandidates: false);
            return true;
        }

        if (different.Length < group.Count())
        {
            // One of several signed roots fits: the others are of a fork.
            Array.ForEach(different, known => Report(known, $"has another root for {group.Key} events than the log: signed twice, the log was forked after event {Confirmed - 1}"));
            Confirmed = group.Key;
            cursor.Accept(withCandidates: false);
            return true;
        }

        Sha256Hash patched = await cursor.RootAsync(group.Key, withCandidates: true, cancellationToken).ConfigureAwait(false);
        if (group.Any(known => known.Checkpoint.Root == patched))
        {
            _proven.UnionWith(cursor.Tried);
            Confirmed = group.Key;
            cursor.Accept(withCandidates: true);
            return true;
        }

        Array.ForEach(different, known => Report(known, $"does not fit the log: its root for {group.Key} events is not theirs; what was signed differs from event {Confirmed} on, before event {group.Key}"));

        // Where only other places contradict the ledger, its own later checkpoints can still be judged.
        return !different.Any(static known => known.Sequence is not null);
    }

    private void Lacks(IEnumerable<KnownCheckpoint> group, long leaves)
    {
        foreach (KnownCheckpoint known in group)
        {
            Report(known, $"covers {known.Checkpoint.Size} events, but the ledger has only {leaves} leaves: events after {leaves - 1} were cut off, or an older copy was put in place");
        }
    }

    private void Report(KnownCheckpoint known, string message) =>
        _faults.Add(new LedgerFault(LedgerFaultKind.Tampered, known.Where, known.Sequence is null ? $"a checkpoint {message}" : message) { Checkpoint = known.Sequence });

    /// <summary>The root of every full tile, in parallel.</summary>
    private async Task<Sha256Hash[]> HashTilesAsync(long count, CancellationToken cancellationToken)
    {
        const int Block = 64;
        var tiles = new Sha256Hash[count];
        int blocks = (int)((count + Block - 1) / Block);
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_workers, Math.Max(blocks, 1))).Select(_ => Task.Run(WorkAsync, cancellationToken))).ConfigureAwait(false);
        return tiles;

        async Task WorkAsync()
        {
            ILedgerReader ledger = _open();
            await using (ledger.ConfigureAwait(false))
            {
                var hashes = new Sha256Hash[Block * ILedgerReader.TileWidth];
                for (int block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    long first = (long)block * Block;
                    int width = (int)Math.Min(Block, count - first);
                    int wanted = width * ILedgerReader.TileWidth;
                    int read = await ledger.ReadHashesAsync(0, first * ILedgerReader.TileWidth, hashes.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
                    for (int tile = 0; tile < read / ILedgerReader.TileWidth; tile++)
                    {
                        tiles[first + tile] = HashBatch.Fold(hashes.AsSpan(tile * ILedgerReader.TileWidth, ILedgerReader.TileWidth));
                    }
                }
            }
        }
    }

    /// <summary>Hashes stored above the leaves must be the ones that follow from the leaves.</summary>
    private async Task CompareLevelsAsync(ILedgerReader ledger, Sha256Hash[] below, CancellationToken cancellationToken)
    {
        var stored = new Sha256Hash[ILedgerReader.TileWidth];
        long width = ILedgerReader.TileWidth;
        for (int level = 1; below.Length > 0; level++, width *= ILedgerReader.TileWidth)
        {
            var above = new List<Sha256Hash>();
            for (int first = 0; first < below.Length; first += ILedgerReader.TileWidth)
            {
                int count = Math.Min(ILedgerReader.TileWidth, below.Length - first);
                int read = await ledger.ReadHashesAsync(level, first, stored.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < count; i++)
                {
                    if (i >= read || stored[i] != below[first + i])
                    {
                        _faults.Add(new LedgerFault(LedgerFaultKind.Tampered, ledger.Name, $"the hash at tile level {level}, position {first + i}, is {(i < read ? "not the root of" : "missing over")} leaves {(first + i) * width} to {((first + i + 1) * width) - 1}"));
                        break;
                    }
                }

                if (count == ILedgerReader.TileWidth)
                {
                    above.Add(HashBatch.Fold([.. below.AsSpan(first, count)]));
                }
            }

            below = [.. above];
        }
    }
}
