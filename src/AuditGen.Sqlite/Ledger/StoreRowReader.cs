using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Archives;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Ledger;

/// <summary>Reads rows of a store segment or archive without believing any of them.</summary>
internal sealed class StoreRowReader : DoubtedRows
{
    private const int FirstDimension = 3;
    private const int LastColumns = FirstDimension + PreparedEvent.Dimensions;
    private const string Dimensions = "e.key, e.tail, e.idx, e.context, e.tenant, e.actor, e.on_behalf_of, e.resource_type, e.action, e.category, e.outcome";

    private readonly ArchiveBlocks? _blocks;
    private readonly StoreSegment _segment;
    private readonly bool _compareFields;
    private readonly Dictionary<(int Dimension, long Term), string> _terms = [];

    private StoreRowReader(SqliteDatabase database, StoreSegment segment, long first, long last, bool compareFields)
        : base(database, SelectOf(segment), first, last)
    {
        _segment = segment;
        _compareFields = compareFields;
        _blocks = segment.IsArchive ? new ArchiveBlocks(database, segment.Name, new ArchiveCache(8 * 1024 * 1024)) : null;
        if (compareFields)
        {
            ReadTerms();
        }
    }

    /// <summary>Opens rows of a segment.</summary>
    /// <exception cref="LedgerException">The file cannot be read.</exception>
    public static StoreRowReader Open(string path, StoreSegment segment, long first, long last, bool compareFields) =>
        Open(() => new StoreRowReader(SegmentReader.OpenFile(path), segment, first, last, compareFields));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _blocks?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Add(StoredEventPage page)
    {
        Guid id = IdOf(Rows.Int64(0), Rows.Int64(1));
        long index = Rows.Int64(2);
        if (_blocks is null)
        {
            ReadOnlySpan<byte> leaf = Rows.Bytes(LastColumns);
            ReadOnlySpan<byte> text = Rows.Bytes(LastColumns + 1);
            Sha256Hash stored = leaf.Length == Sha256Hash.Size ? Sha256Hash.FromBytes(leaf) : default;
            page.Add(index, id, text, stored, stored == default ? "its leaf hash is missing or cut" : _compareFields ? Compare(id, text.ToArray()) : null);
            return;
        }

        try
        {
            (Sha256Hash leaf, byte[] text) = _blocks.Load((int)Rows.Int64(LastColumns), (int)Rows.Int64(LastColumns + 1));
            page.Add(index, id, text, leaf, _compareFields ? Compare(id, text) : null);
        }
        catch (Exception exception) when (exception is AuditStoreException or ArgumentException or OverflowException)
        {
            page.Add(index, id, [], default, exception.Message);
        }
    }

    private static string SelectOf(StoreSegment segment) => segment.IsArchive
        ? $"SELECT {Dimensions}, e.block, e.slot FROM events e WHERE e.block >= ?1 AND e.block <= ?2 ORDER BY e.block, e.slot"
        : $"SELECT {Dimensions}, t.leaf, t.text FROM events e LEFT JOIN texts t ON t.key = e.key WHERE e.key >= ?1 AND e.key <= ?2 ORDER BY e.key";

    private Guid IdOf(long key, long tail)
    {
        try
        {
            return new EventKey(_segment.Month, key, tail).ToId();
        }
        catch (ArgumentOutOfRangeException)
        {
            return Guid.Empty;
        }
    }

    /// <summary>Derives the id and every dimension from the text again.</summary>
    private string? Compare(Guid id, ReadOnlyMemory<byte> text)
    {
        if (!AuditEvent.TryParse(text, out AuditEvent? read))
        {
            return "its text is not an event text";
        }

        if (read.Id != id)
        {
            return $"its row says {id}, its text {read.Id}";
        }

        System.Collections.Immutable.ImmutableArray<string?> values = PreparedEvent.ValuesOf(read);
        for (int i = 0; i < values.Length; i++)
        {
            long term = Rows.Int64(FirstDimension + i);
            string? stored = term == 0 ? null : _terms.GetValueOrDefault((i, term), "\0");
            if (!string.Equals(stored, values[i], StringComparison.Ordinal))
            {
                return $"its indexed {(AuditDimension)i} says '{stored?.TrimStart('\0')}', its text '{values[i]}'";
            }
        }

        return null;
    }

    private void ReadTerms()
    {
        using SqliteStatement statement = Database.Prepare("SELECT dimension, id, value FROM terms");
        while (statement.Step())
        {
            _terms[((int)statement.Int64(0), statement.Int64(1))] = StoredTerm.Back(statement.Text(2));
        }
    }
}
