using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>Writes one live segment. After any exception it is of no further use: dispose it and open another.</summary>
internal sealed class MonthWriter : IDisposable
{
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly SegmentFiller _filler;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _leafOf;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement _insertText;
    private long _greatestKey;
    private bool _inTransaction;

    private MonthWriter(SqliteDatabase database, int month, int part)
    {
        _database = database;
        Month = month;
        Part = part;
        _filler = new SegmentFiller(database);
        _greatestKey = database.ReadInt64("SELECT coalesce(max(key), -1) FROM events");
        _find = database.Prepare("SELECT tail FROM events WHERE key = ?1");
        _leafOf = database.Prepare("SELECT leaf FROM texts WHERE key = ?1");
        _insertEvent = database.Prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
        _insertText = database.Prepare("INSERT INTO texts VALUES (?1, ?2, ?3)");
    }

    /// <summary>The month.</summary>
    public int Month { get; }

    /// <summary>The part of the month.</summary>
    public int Part { get; }

    /// <summary>Creates the file of a segment that the manifest does not list yet.</summary>
    public static void Create(string path, int month, int part)
    {
        // What an interrupted creation left never held an event: segments take events only once the manifest lists them.
        SqliteFiles.Remove(path);
        using SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Create, s_busy);
        database.Execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
        SegmentFiller.Create(database, StoreSql.LiveSchema, month, part);
        database.Execute("COMMIT");
    }

    /// <summary>Opens a segment that the manifest lists.</summary>
    /// <exception cref="AuditStoreException">It is missing, or its guards are.</exception>
    public static MonthWriter Open(string path, int month, int part)
    {
        if (!File.Exists(path))
        {
            throw new AuditStoreException($"{path} is missing: events have been taken away. Restore it from a backup.");
        }

        SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Write, s_busy);
        try
        {
            SqliteFiles.Verify(database, StoreSql.LiveSchema);
            database.Execute(
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY");
            return new MonthWriter(database, month, part);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Stores an event, inside a transaction that <see cref="Commit"/> ends.</summary>
    public InsertOutcome Insert(PreparedEvent prepared)
    {
        if (!_inTransaction)
        {
            _database.Execute("BEGIN IMMEDIATE");
            _inTransaction = true;
        }

        EventKey key = prepared.Key;
        if (key.Key <= _greatestKey && TailAt(key.Key) is { } tail)
        {
            return tail != key.Tail ? InsertOutcome.Clashed
                : HasLeaf(prepared) ? InsertOutcome.Repeated
                : InsertOutcome.Contradicted;
        }

        Span<int> ids = stackalloc int[PreparedEvent.Dimensions];
        _filler.Add(key, prepared.Values, prepared.Terms, ids);
        _insertEvent.Bind(1, key.Key);
        _insertEvent.Bind(2, key.Tail);
        _insertEvent.Bind(3, prepared.Index);
        for (int i = 0; i < ids.Length; i++)
        {
            _insertEvent.Bind(4 + i, ids[i]);
        }

        _insertEvent.Run();
        _insertText.Bind(1, key.Key);
        Sha256Hash leaf = prepared.Leaf;
        _insertText.BindBlob(2, leaf);
        _insertText.BindBlob(3, prepared.Text.Span);
        _insertText.Run();
        _greatestKey = Math.Max(_greatestKey, key.Key);
        return InsertOutcome.Added;
    }

    /// <summary>Makes what was inserted durable, index and counters included.</summary>
    public void Commit()
    {
        if (_inTransaction)
        {
            _filler.Flush();
            _database.Execute("COMMIT");
            _inTransaction = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _leafOf.Dispose();
        _insertEvent.Dispose();
        _insertText.Dispose();
        _filler.Dispose();
        _database.Dispose();
    }

    private long? TailAt(long key)
    {
        _find.Bind(1, key);
        if (!_find.Step())
        {
            return null;
        }

        long tail = _find.Int64(0);
        _find.Reset();
        return tail;
    }

    private bool HasLeaf(PreparedEvent prepared)
    {
        _leafOf.Bind(1, prepared.Key.Key);
        Sha256Hash leaf = prepared.Leaf;
        bool same = _leafOf.Step() && _leafOf.Bytes(0).SequenceEqual(leaf);
        _leafOf.Reset();
        return same;
    }
}
