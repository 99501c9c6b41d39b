using System.Text;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Ledger;

/// <summary>Reads rows of a journal segment without believing any of them.</summary>
internal sealed class RawSegmentReader : DoubtedRows
{
    private readonly bool _compareFields;

    private RawSegmentReader(SqliteDatabase database, long first, long next, bool compareFields)
        : base(database, "SELECT idx, id, context, leaf, crc, text FROM events WHERE idx >= ?1 AND idx < ?2 ORDER BY idx", first, next) =>
        _compareFields = compareFields;

    /// <summary>Opens rows of a segment.</summary>
    /// <exception cref="LedgerException">The file cannot be read.</exception>
    public static RawSegmentReader Open(string path, long first, long next, bool compareFields) =>
        Open(() => new RawSegmentReader(SegmentReader.OpenFile(path), first, next, compareFields));

    /// <inheritdoc/>
    protected override void Add(StoredEventPage page)
    {
        ReadOnlySpan<byte> id = Rows.Bytes(1);
        ReadOnlySpan<byte> text = Rows.Bytes(5);
        Guid claimed = id.Length == 16 ? new Guid(id, bigEndian: true) : Guid.Empty;
        ReadOnlySpan<byte> leaf = Rows.Bytes(3);
        Sha256Hash stored = leaf.Length == Sha256Hash.Size ? Sha256Hash.FromBytes(leaf) : default;
        string? fault = stored == default ? "its column leaf is not a hash"
            : _compareFields ? Compare(claimed, text, leaf) : null;
        page.Add(Rows.Int64(0), claimed, text, stored, fault);
    }

    /// <summary>Derives id, context and checksum again; the leaf hash is compared by whoever computes it.</summary>
    private string? Compare(Guid claimed, ReadOnlySpan<byte> text, ReadOnlySpan<byte> leaf)
    {
        ReadOnlySpan<byte> context = Rows.Bytes(2);
        if (!EventHead.TryRead(text, out Guid id, out ReadOnlySpan<byte> ownContext))
        {
            return "its text is not an event text";
        }

        if (id != claimed)
        {
            return $"its column id says {claimed}, its text {id}";
        }

        if (!context.SequenceEqual(ownContext))
        {
            return $"its column context says '{Encoding.UTF8.GetString(context)}', its text '{Encoding.UTF8.GetString(ownContext)}'";
        }

        return RecordChecksum.Of(Rows.Int64(0), Rows.Bytes(1), context, leaf) != Rows.Int64(4)
            ? "its checksum is not that of its columns"
            : null;
    }
}
