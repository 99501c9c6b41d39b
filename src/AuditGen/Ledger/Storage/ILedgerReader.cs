namespace AuditGen.Ledger;

/// <summary>
/// Reads a stored ledger: the hashes of its tree and its checkpoints. What comes back is what is stored, whoever stored it:
/// trust begins with verification. Used by one caller at a time.
/// </summary>
public interface ILedgerReader : IAsyncDisposable
{
    /// <summary>Levels of the tree whose hashes are stored lie this many tree levels apart: a tile is 256 wide.</summary>
    const int TileLevels = 8;

    /// <summary>Hashes in a full tile.</summary>
    const int TileWidth = 1 << TileLevels;

    /// <summary>What people call it, for messages.</summary>
    string Name { get; }

    /// <summary>The name of the log.</summary>
    string Origin { get; }

    /// <summary>What is wrong with the store itself, such as guards that were removed; <see langword="null"/> where nothing is.</summary>
    string? Damage { get; }

    /// <summary>Number of leaf hashes stored, counted from leaf 0 without gaps as far as the end is concerned.</summary>
    ValueTask<long> CountLeavesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads consecutive hashes of one tile level: level 0 holds leaf hashes, level n the roots of perfect subtrees of 256^n leaves.
    /// </summary>
    /// <param name="level">The tile level.</param>
    /// <param name="first">Position of the first hash at that level.</param>
    /// <param name="hashes">Filled from the beginning.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>How many hashes were there, from the first one on without a gap.</returns>
    ValueTask<int> ReadHashesAsync(int level, long first, Memory<Sha256Hash> hashes, CancellationToken cancellationToken = default);

    /// <summary>Reads checkpoints in the order they were stored.</summary>
    /// <param name="afterSequence">Those after this one; 0 for all.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    IAsyncEnumerable<StoredCheckpoint> ReadCheckpointsAsync(long afterSequence = 0, CancellationToken cancellationToken = default);

    /// <summary>The checkpoint stored last, or <see langword="null"/>.</summary>
    ValueTask<StoredCheckpoint?> LastCheckpointAsync(CancellationToken cancellationToken = default);
}
