namespace AuditGen.Elasticsearch.Shipping;

/// <summary>How far the ledger of this process is in the store. Thread-safe.</summary>
public sealed class LedgerShipperStatus
{
    private volatile Snapshot _current = new(0, 0, null);

    /// <summary>The last checkpoint in the store, by its place in the ledger; 0 before the first of this process.</summary>
    public long Sequence => _current.Sequence;

    /// <summary>Number of leaf hashes in the store.</summary>
    public long Size => _current.Size;

    /// <summary>Why the last attempt failed, or <see langword="null"/>.</summary>
    public string? Problem => _current.Problem;

    internal void Shipped(ShippedPosition position) => _current = new(position.Sequence, position.Size, null);

    /// <summary>Whether it is news.</summary>
    internal bool Failed(string problem)
    {
        bool isNews = !string.Equals(_current.Problem, problem, StringComparison.Ordinal);
        _current = _current with { Problem = problem };
        return isNews;
    }

    private sealed record Snapshot(long Sequence, long Size, string? Problem);
}
