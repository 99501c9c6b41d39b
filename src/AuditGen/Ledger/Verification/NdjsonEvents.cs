using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>
/// An export for verification: one event text a line, in any order, a selection or all. It carries no indexes, so each line's
/// place is looked up in the ledger by its leaf hash first.
/// </summary>
public sealed class NdjsonEvents : IStoredEvents
{
    private readonly long[] _indexes;

    private NdjsonEvents(string path, long[] indexes)
    {
        Name = $"export {path}";
        _indexes = indexes;
        Parts = [new WholeFile(path, indexes)];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ImmutableArray<LedgerFault> Findings => [];

    /// <inheritdoc/>
    public ImmutableArray<StoredRange> MustHold => [];

    /// <inheritdoc/>
    public long EstimatedCount => _indexes.Length;

    /// <inheritdoc/>
    public ImmutableArray<IStoredEventPart> Parts { get; }

    /// <summary>Reads the file once, and the ledger's leaf hashes once, to find each line's place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<NdjsonEvents> OpenAsync(string path, ILedgerReader ledger, CancellationToken cancellationToken = default)
    {
        var leaves = new List<Sha256Hash>();
        using (var reader = new LineReader(path))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                leaves.Add(Sha256Hash.OfLeaf(line.Span));
            }
        }

        Sha256Hash[] sorted = [.. leaves];
        int[] lines = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, lines, Comparer<Sha256Hash>.Create(static (left, right) => ((ReadOnlySpan<byte>)left).SequenceCompareTo(right)));
        var indexes = new long[sorted.Length];
        Array.Fill(indexes, -1);
        var page = new Sha256Hash[64 * ILedgerReader.TileWidth];
        for (long first = 0; await ledger.ReadHashesAsync(0, first, page, cancellationToken).ConfigureAwait(false) is var read and > 0; first += read)
        {
            Match(page.AsSpan(0, read), first, sorted, lines, indexes);
        }

        return new NdjsonEvents(path, indexes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The file is opened by its readers.
    }

    private static void Match(ReadOnlySpan<Sha256Hash> leaves, long first, Sha256Hash[] sorted, int[] lines, long[] indexes)
    {
        for (int i = 0; i < leaves.Length; i++)
        {
            int at = LowerBound(sorted, leaves[i]);
            for (; at < sorted.Length && sorted[at] == leaves[i]; at++)
            {
                if (indexes[lines[at]] < 0)
                {
                    indexes[lines[at]] = first + i;
                }
            }
        }
    }

    private static int LowerBound(Sha256Hash[] sorted, in Sha256Hash leaf)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (((ReadOnlySpan<byte>)sorted[middle]).SequenceCompareTo(leaf) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed class WholeFile(string path, long[] indexes) : IStoredEventPart
    {
        public string Name => "all lines";

        public IStoredEventReader Open(bool compareFields) => new Reader(path, indexes);
    }

    private sealed class Reader(string path, long[] indexes) : IStoredEventReader
    {
        private const int PageEvents = 1024;
        private const int PageBytes = 4 * 1024 * 1024;

        private readonly LineReader _lines = new(path);
        private int _next;

        public async ValueTask<bool> ReadAsync(StoredEventPage page, CancellationToken cancellationToken)
        {
            page.Clear();
            while (page.Events.Length < PageEvents && page.Bytes < PageBytes
                && await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                EventHead.TryRead(line.Span, out Guid id, out _);
                page.Add(_next < indexes.Length ? indexes[_next] : -1, id, line.Span);
                _next++;
            }

            return page.Events.Length > 0;
        }

        public void Dispose() => _lines.Dispose();
    }
}
