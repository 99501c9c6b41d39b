namespace AuditGen.Ledger;

/// <summary>One worker's view of the leaf hashes of a ledger: a run of them in memory, moved as needed.</summary>
internal sealed class TileWindow(ILedgerReader ledger)
{
    private const int Width = 64 * ILedgerReader.TileWidth;

    private readonly Sha256Hash[] _hashes = new Sha256Hash[Width];
    private long _first = -Width;
    private int _count;

    /// <summary>Whether the index lies in the present run.</summary>
    public bool Holds(long index) => index >= _first && index < _first + Width;

    /// <summary>The leaf hash at an index of the present run.</summary>
    /// <returns>Whether the ledger has one.</returns>
    public bool TryGet(long index, out Sha256Hash hash)
    {
        long at = index - _first;
        bool has = at >= 0 && at < _count;
        hash = has ? _hashes[at] : default;
        return has;
    }

    /// <summary>Moves the run to where the index lies.</summary>
    public async ValueTask MoveAsync(long index, CancellationToken cancellationToken)
    {
        _first = index / Width * Width;
        _count = await ledger.ReadHashesAsync(0, _first, _hashes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The leaf hash at an index, wherever it lies.</summary>
    public async ValueTask<Sha256Hash?> FindAsync(long index, CancellationToken cancellationToken)
    {
        if (index < 0)
        {
            return null;
        }

        if (!Holds(index))
        {
            await MoveAsync(index, cancellationToken).ConfigureAwait(false);
        }

        return TryGet(index, out Sha256Hash hash) ? hash : null;
    }
}
