using AuditGen.Journal;

namespace AuditGen.Ledger;

/// <summary>
/// Takes the leaf hashes of a journal into its ledger and signs checkpoints over them. Signs nothing that contradicts what
/// was signed before: not what the ledger holds, and not what the anchors hold. Used by one caller at a time.
/// </summary>
internal sealed class LedgerSealer
{
    private const int Batch = 64 * ILedgerReader.TileWidth;

    private readonly IJournal _journal;
    private readonly ILeafSource _leaves;
    private readonly ILedgerStorage _storage;
    private readonly LedgerKeyRing _keys;
    private readonly TimeProvider _time;
    private readonly Sha256Hash[] _batch = new Sha256Hash[Batch];
    private TileWriter _tiles;

    private LedgerSealer(IJournal journal, ILeafSource leaves, ILedgerStorage storage, LedgerKeyRing keys, TimeProvider time)
    {
        _journal = journal;
        _leaves = leaves;
        _storage = storage;
        _keys = keys;
        _time = time;
        _tiles = new TileWriter(new MerkleFrontier());
    }

    /// <summary>The last checkpoint signed, or <see langword="null"/>.</summary>
    public LedgerCheckpoint? Last { get; private set; }

    /// <summary>The note of the last checkpoint.</summary>
    public StoredCheckpoint? LastNote { get; private set; }

    /// <summary>Number of leaves whose hashes are stored.</summary>
    public long Size => _tiles.Size;

    /// <summary>Opens the ledger where it was left, and proves that the journal and the anchors continue it.</summary>
    /// <exception cref="LedgerForkException">They do not: says what contradicts what.</exception>
    /// <exception cref="LedgerException">The ledger cannot be read, or its last checkpoint is malformed.</exception>
    public static async Task<LedgerSealer> OpenAsync(
        IJournal journal,
        ILeafSource leaves,
        ILedgerStorage storage,
        LedgerKeyRing keys,
        IEnumerable<ILedgerAnchor> anchors,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var sealer = new LedgerSealer(journal, leaves, storage, keys, time);
        await sealer.RecoverAsync(cancellationToken).ConfigureAwait(false);
        foreach (ILedgerAnchor anchor in anchors)
        {
            await sealer.CheckAsync(anchor, cancellationToken).ConfigureAwait(false);
        }

        return sealer;
    }

    /// <summary>Takes in what the journal has made durable since, and signs a checkpoint over all of it.</summary>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="LedgerForkException">The journal holds less than was signed.</exception>
    /// <exception cref="LedgerException">Storing or signing failed; the next call tries again.</exception>
    public async Task<StoredCheckpoint> SealAsync(CancellationToken cancellationToken)
    {
        long size = _journal.NextIndex;
        if (size < _tiles.Size)
        {
            throw new LedgerForkException($"The journal ends at event {size}, but the ledger has {_tiles.Size} leaves.");
        }

        while (size - _tiles.Size > Batch)
        {
            await TakeAsync(_tiles.Size + Batch, cancellationToken).ConfigureAwait(false);
            await StoreAsync(checkpoint: null, cancellationToken).ConfigureAwait(false);
        }

        await TakeAsync(size, cancellationToken).ConfigureAwait(false);
        LedgerCheckpoint checkpoint = LedgerCheckpoint.Create(_journal.Origin, size, _tiles.Root(), NextTime());
        ILedgerSigner signer = _keys.SignerAt(checkpoint.Timestamp!.Value);
        SignedNote note = await CheckpointSigner.SignAsync(checkpoint, signer, cancellationToken).ConfigureAwait(false);
        var stored = new StoredCheckpoint((LastNote?.Sequence ?? 0) + 1, note.ToBytes());
        await StoreAsync(stored, cancellationToken).ConfigureAwait(false);
        Last = checkpoint;
        LastNote = stored;
        return stored;
    }

    /// <summary>
    /// The time of the next checkpoint: later than that of the last one and than every event covered, also where the clock
    /// was set back, so that a verifier can insist on both.
    /// </summary>
    private DateTimeOffset NextTime()
    {
        DateTimeOffset time = _time.GetUtcNow();
        if (Last?.Timestamp is { } last && time <= last)
        {
            time = last.AddTicks(1);
        }

        DateTimeOffset afterEvents = EventTime.After(_journal.LastId);
        return time < afterEvents ? afterEvents : time;
    }

    private async Task TakeAsync(long size, CancellationToken cancellationToken)
    {
        while (_tiles.Size < size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int wanted = (int)Math.Min(Batch, size - _tiles.Size);
            int read = _leaves.Read(_tiles.Size, _batch.AsSpan(0, wanted));
            if (read == 0)
            {
                await RecoverAsync(cancellationToken).ConfigureAwait(false);
                throw new LedgerException($"The journal says that it holds {size} events and gives none at {_tiles.Size}.");
            }

            foreach (ref readonly Sha256Hash leaf in _batch.AsSpan(0, read))
            {
                _tiles.Append(leaf);
            }
        }
    }

    private async Task StoreAsync(StoredCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            await _storage.AppendAsync(_tiles.TakeRuns(), checkpoint, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // What memory holds is ahead of what is stored: begin again from there.
            await RecoverAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes up the tree at the last checkpoint; hashes stored after it are compared with the journal, not believed.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        LastNote = await _storage.LastCheckpointAsync(cancellationToken).ConfigureAwait(false);
        Last = LastNote is null ? null : Parse(LastNote.Note.Span, _storage.Name);
        long signed = Last?.Size ?? 0;
        long stored = await _storage.CountLeavesAsync(cancellationToken).ConfigureAwait(false);
        if (Last is not null && !string.Equals(Last.Origin, _journal.Origin, StringComparison.Ordinal))
        {
            throw new LedgerForkException($"{_storage.Name} holds checkpoints of log '{Last.Origin}', but the journal is log '{_journal.Origin}'.");
        }

        if (_journal.NextIndex < Math.Max(signed, stored))
        {
            throw new LedgerForkException(
                $"The journal ends at event {_journal.NextIndex}, but {Math.Max(signed, stored)} events were taken into the ledger: an older copy of the journal was put in place. "
                + "Restore the newer one; or keep both folders as evidence and begin a journal in an empty folder.");
        }

        MerkleFrontier frontier = await new MerkleProofBuilder(new LedgerTree(_storage)).FrontierAsync(signed, cancellationToken).ConfigureAwait(false);
        if (Last is not null && frontier.Root() != Last.Root)
        {
            throw new LedgerForkException($"The tiles in {_storage.Name} do not have the root of the last checkpoint (size {signed}): they were changed. Run 'auditgen verify'.");
        }

        await CompareWithJournalAsync(Math.Max(_journal.FirstIndex, signed - ILedgerReader.TileWidth), stored, cancellationToken).ConfigureAwait(false);
        _tiles = new TileWriter(frontier);
        await TakeStoredAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeStoredAsync(long stored, CancellationToken cancellationToken)
    {
        while (_tiles.Size < stored)
        {
            Memory<Sha256Hash> hashes = _batch.AsMemory(0, (int)Math.Min(Batch, stored - _tiles.Size));
            int read = await _storage.ReadHashesAsync(0, _tiles.Size, hashes, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new LedgerForkException($"{_storage.Name} lacks the hash of leaf {_tiles.Size}: it was changed. Run 'auditgen verify'.");
            }

            foreach (ref readonly Sha256Hash leaf in hashes.Span[..read])
            {
                _tiles.Append(leaf);
            }
        }

        // These are stored already.
        _ = _tiles.TakeRuns();
    }

    private async Task CompareWithJournalAsync(long from, long to, CancellationToken cancellationToken)
    {
        var stored = new Sha256Hash[ILedgerReader.TileWidth];
        while (from < to)
        {
            int wanted = (int)Math.Min(stored.Length, to - from);
            int read = await _storage.ReadHashesAsync(0, from, stored.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            int inJournal = _leaves.Read(from, _batch.AsSpan(0, wanted));
            for (int i = 0; i < wanted; i++)
            {
                if (i >= read || i >= inJournal || stored[i] != _batch[i])
                {
                    throw new LedgerForkException(
                        $"The journal's event {from + i} is not the one taken into the ledger: journal or ledger was changed or replaced. Run 'auditgen verify'.");
                }
            }

            from += wanted;
        }
    }

    private async Task CheckAsync(ILedgerAnchor anchor, CancellationToken cancellationToken)
    {
        LedgerCheckpoint? anchored = null;
        await foreach (ReadOnlyMemory<byte> note in anchor.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            LedgerCheckpoint? checkpoint = TryParse(note.Span);
            if (checkpoint is not null && string.Equals(checkpoint.Origin, _journal.Origin, StringComparison.Ordinal))
            {
                anchored = checkpoint;
            }
        }

        if (anchored is null)
        {
            return;
        }

        if (anchored.Size > (Last?.Size ?? 0))
        {
            throw new LedgerForkException(
                $"Anchor {anchor.Name} holds a checkpoint of {anchored.Size} events, the ledger's last one has {Last?.Size ?? 0}: an older copy was put in place. "
                + "Restore the newer one; or keep this folder as evidence and begin a journal in an empty folder.");
        }

        MerkleFrontier frontier = await new MerkleProofBuilder(new LedgerTree(_storage)).FrontierAsync(anchored.Size, cancellationToken).ConfigureAwait(false);
        if (frontier.Root() != anchored.Root)
        {
            throw new LedgerForkException($"Anchor {anchor.Name} holds another root for size {anchored.Size} than the ledger has: the log was rewritten.");
        }
    }

    private static LedgerCheckpoint? TryParse(ReadOnlySpan<byte> note)
    {
        try
        {
            return LedgerCheckpoint.Parse(SignedNote.Parse(note).Text.Span);
        }
        catch (FormatException)
        {
            // A damaged line of an anchor proves nothing either way; verification reports it.
            return null;
        }
    }

    private static LedgerCheckpoint Parse(ReadOnlySpan<byte> note, string where) => TryParse(note)
        ?? throw new LedgerForkException($"The last checkpoint in {where} is malformed: it was changed. Run 'auditgen verify'.");
}
