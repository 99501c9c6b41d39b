using System.Text;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Ledger;

/// <summary>Reads rows of a journal segment without believing any of them.</summary>
internal sealed class RawSegmentReader : IStoredEventReader
{
    private const int PageEvents = 1024;
    private const int PageBytes = 4 * 1024 * 1024;

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _select;
    private readonly bool _compareFields;
    private bool _ended;

    private RawSegmentReader(SqliteDatabase database, long first, long next, bool compareFields)
    {
        _database = database;
        _compareFields = compareFields;
        _select = database.Prepare("SELECT idx, id, context, leaf, crc, text FROM events WHERE idx >= ?1 AND idx < ?2 ORDER BY idx");
        _select.Bind(1, first);
        _select.Bind(2, next);
    }

    /// <summary>Opens rows of a segment.</summary>
    /// <exception cref="LedgerException">The file cannot be read.</exception>
    public static RawSegmentReader Open(string path, long first, long next, bool compareFields)
    {
        try
        {
            return new RawSegmentReader(SegmentReader.OpenFile(path), first, next, compareFields);
        }
        catch (SqliteException exception)
        {
            throw new LedgerException($"cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(StoredEventPage page, CancellationToken cancellationToken)
    {
        page.Clear();
        try
        {
            while (!_ended && page.Events.Length < PageEvents && page.Bytes < PageBytes)
            {
                _ended = !_select.Step();
                if (!_ended)
                {
                    Add(page);
                }
            }
        }
        catch (SqliteException exception)
        {
            return ValueTask.FromException<bool>(new LedgerException($"cannot be read any further: {exception.Message}", exception));
        }

        return new(page.Events.Length > 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _select.Dispose();
        _database.Dispose();
    }

    private void Add(StoredEventPage page)
    {
        ReadOnlySpan<byte> id = _select.Bytes(1);
        ReadOnlySpan<byte> text = _select.Bytes(5);
        Guid claimed = id.Length == 16 ? new Guid(id, bigEndian: true) : Guid.Empty;
        ReadOnlySpan<byte> leaf = _select.Bytes(3);
        Sha256Hash stored = leaf.Length == Sha256Hash.Size ? Sha256Hash.FromBytes(leaf) : default;
        string? fault = stored == default ? "its column leaf is not a hash"
            : _compareFields ? Compare(claimed, text, leaf) : null;
        page.Add(_select.Int64(0), claimed, text, stored, fault);
    }

    /// <summary>Derives id, context and checksum again; the leaf hash is compared by whoever computes it.</summary>
    private string? Compare(Guid claimed, ReadOnlySpan<byte> text, ReadOnlySpan<byte> leaf)
    {
        ReadOnlySpan<byte> context = _select.Bytes(2);
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

        return RecordChecksum.Of(_select.Int64(0), _select.Bytes(1), context, leaf) != _select.Int64(4)
            ? "its checksum is not that of its columns"
            : null;
    }
}
