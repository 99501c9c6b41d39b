using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Archives;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>A connection for reading one segment, live or archived. Used by one caller at a time.</summary>
internal sealed class MonthReader : IDisposable
{
    private readonly ArchiveBlocks? _blocks;
    private readonly SqliteStatement _termId;
    private readonly SqliteStatement _termValue;
    private readonly SqliteStatement _termEvents;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement? _text;
    private readonly Dictionary<int, string> _values = [];
    private readonly bool _isArchive;
    private SegmentWords? _words;

    private MonthReader(SqliteDatabase database, StoreSegment segment, ArchiveCache cache)
    {
        Database = database;
        Segment = segment;
        _isArchive = segment.IsArchive;
        _blocks = _isArchive ? new ArchiveBlocks(database, segment.Name, cache) : null;
        _termId = database.Prepare("SELECT id FROM terms WHERE dimension = ?1 AND value = ?2");
        _termValue = database.Prepare("SELECT value FROM terms WHERE id = ?1");
        _termEvents = database.Prepare("SELECT events FROM counts WHERE dimension = ?1 AND day = -1 AND term = ?2");
        _find = database.Prepare($"SELECT {Columns} FROM events WHERE key = ?1 AND tail = ?2");
        _text = _isArchive ? null : database.Prepare("SELECT leaf, text FROM texts WHERE key = ?1");
    }

    /// <summary>The connection.</summary>
    public SqliteDatabase Database { get; }

    /// <summary>What it reads.</summary>
    public StoreSegment Segment { get; }

    /// <summary>The columns of <c>events</c> that a scan reads.</summary>
    public string Columns => _isArchive
        ? "events.key, events.tail, events.idx, events.block, events.slot"
        : "events.key, events.tail, events.idx, 0, 0";

    /// <summary>Opens a segment.</summary>
    /// <exception cref="FileNotFoundException">The file is not there (any more): the manifest may have moved on.</exception>
    /// <exception cref="AuditStoreException">It is not as it was made.</exception>
    public static MonthReader Open(string folder, StoreSegment segment, ArchiveCache cache)
    {
        string path = Path.Combine(folder, segment.File);
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"{path} is missing: events have been taken away. Restore it from a backup.", path);
        }

        if (segment.IsArchive && file.Length != segment.Bytes)
        {
            throw new AuditStoreException($"The archive {path} has {file.Length} bytes instead of {segment.Bytes}: it was changed after it "
                + "had been verified. Keep a copy as evidence and restore it from a backup.");
        }

        SqliteDatabase database = segment.IsArchive
            ? SqliteDatabase.Open(path, SqliteAccess.ReadImmutable, TimeSpan.Zero)
            : Journal.SegmentReader.OpenFile(path);
        try
        {
            SqliteFiles.Verify(database, segment.IsArchive ? StoreSql.ArchiveSchema : StoreSql.LiveSchema);
            database.Execute("PRAGMA cache_size = -1000; PRAGMA query_only = ON");
            return new MonthReader(database, segment, cache);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Finds the term of a dimension's value; 0 where the segment has none.</summary>
    public int TermOf(AuditDimension dimension, string value)
    {
        _termId.Bind(1, (int)dimension);
        _termId.BindText(2, StoredTerm.Of(AuditSearchText.Dimension(value)));
        int id = _termId.Step() ? (int)_termId.Int64(0) : 0;
        _termId.Reset();
        return id;
    }

    /// <summary>The value of a term.</summary>
    public string ValueOf(int term)
    {
        if (!_values.TryGetValue(term, out string? value))
        {
            _termValue.Bind(1, term);
            value = _termValue.Step() ? StoredTerm.Back(_termValue.Text(0)) : string.Empty;
            _termValue.Reset();
            _values.Add(term, value);
        }

        return value;
    }

    /// <summary>How many events have a term.</summary>
    public long EventsWith(int dimension, int term)
    {
        _termEvents.Bind(1, dimension);
        _termEvents.Bind(2, term);
        long events = _termEvents.Step() ? _termEvents.Int64(0) : 0;
        _termEvents.Reset();
        return events;
    }

    /// <summary>How many events the segment holds.</summary>
    public long Events => EventsWith(SegmentFiller.Hours, 0);

    /// <summary>The words of the index.</summary>
    public SegmentWords Words => _words ??= new SegmentWords(Database);

    /// <summary>Finds the row of an event, or <see langword="null"/>.</summary>
    public EventRow? Find(EventKey key)
    {
        _find.Bind(1, key.Key);
        _find.Bind(2, key.Tail);
        EventRow? row = _find.Step() ? new EventRow(key, _find.Int64(2), (int)_find.Int64(3), (int)_find.Int64(4)) : null;
        _find.Reset();
        return row;
    }

    /// <summary>Loads one event and checks it against its leaf hash.</summary>
    /// <exception cref="AuditStoreException">The stored text is not the one that was written.</exception>
    public AuditRecord Load(in EventRow row)
    {
        (Sha256Hash leaf, byte[] text) = _blocks is null ? LoadLive(row) : _blocks.Load(row.Block, row.Slot);
        if (Sha256Hash.OfLeaf(text) != leaf)
        {
            throw Damaged(row, "its text does not match its leaf hash");
        }

        try
        {
            AuditEvent read = AuditEvent.Parse(text);
            return read.Id == row.Key.ToId() ? new AuditRecord(read, row.Index, leaf) : throw Damaged(row, "its text is that of another event");
        }
        catch (FormatException exception)
        {
            throw Damaged(row, exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _blocks?.Dispose();
        _words?.Dispose();
        _termId.Dispose();
        _termValue.Dispose();
        _termEvents.Dispose();
        _find.Dispose();
        _text?.Dispose();
        Database.Dispose();
    }

    private (Sha256Hash Leaf, byte[] Text) LoadLive(in EventRow row)
    {
        SqliteStatement rows = _text!;
        rows.Bind(1, row.Key.Key);
        if (!rows.Step())
        {
            throw Damaged(row, "its text is missing");
        }

        Sha256Hash leaf = rows.Bytes(0) is { Length: Sha256Hash.Size } bytes ? Sha256Hash.FromBytes(bytes) : throw Damaged(row, "its leaf hash is cut");
        byte[] text = rows.Bytes(1).ToArray();
        rows.Reset();
        return (leaf, text);
    }

    private AuditStoreException Damaged(in EventRow row, string what) => new(
        $"{Database.Path}: event {row.Key.ToId()} is damaged: {what}. Keep a copy of the file as evidence and restore it from a backup.");
}
