using System.Globalization;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Native;

namespace AuditGen.Benchmarks.Journal;

/// <summary>
/// The floor: the same bytes, inserted by one thread in batches into a plain table, with the same SQLite settings (WAL,
/// synchronous=FULL, page size, checkpoints). No guards, no checksums, no segments, nobody to tell.
/// </summary>
internal sealed class RawInserts : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insert;
    private readonly byte[] _text;
    private long _index;

    public RawInserts(string folder, byte[] text)
    {
        var settings = new SqliteJournalInternals();
        _text = text;
        _database = SqliteDatabase.Open(Path.Combine(folder, "raw.db"), SqliteAccess.Create, TimeSpan.Zero);
        _database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA page_size = {settings.PageSize}; PRAGMA journal_mode = WAL; PRAGMA synchronous = {settings.Synchronous}; PRAGMA wal_autocheckpoint = {settings.AutoCheckpointPages}; PRAGMA cache_size = -4096"));
        _database.Execute("CREATE TABLE events(idx INTEGER PRIMARY KEY, id BLOB NOT NULL, context TEXT NOT NULL, leaf BLOB NOT NULL, text BLOB NOT NULL) STRICT");
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _commit = _database.Prepare("COMMIT");
        _insert = _database.Prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    public void Insert(int rows)
    {
        ReadOnlySpan<byte> text = _text;
        _begin.Run();
        for (int i = 0; i < rows; i++)
        {
            _insert.Bind(1, _index++);
            _insert.BindBlob(2, text[..16]);
            _insert.BindText(3, "finance"u8);
            _insert.BindBlob(4, text[16..48]);
            _insert.BindBlob(5, text);
            _insert.Run();
        }

        _commit.Run();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _database.Dispose();
    }
}
