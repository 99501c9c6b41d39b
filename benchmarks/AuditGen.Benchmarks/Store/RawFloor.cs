using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Native;

namespace AuditGen.Benchmarks.Store;

/// <summary>The floor: the same bytes by plain batched inserts into one table of the same settings, without any index.</summary>
internal sealed class RawFloor : IDisposable
{
    private readonly string _path;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _insert;

    public RawFloor(string path)
    {
        _path = path;
        Delete();
        _database = SqliteDatabase.Open(path, SqliteAccess.Create, TimeSpan.Zero);
        _database.Execute(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; CREATE TABLE events(idx INTEGER PRIMARY KEY, leaf BLOB, text BLOB) STRICT");
        _insert = _database.Prepare("INSERT INTO events VALUES (?1, ?2, ?3)");
    }

    public void Insert(JournalPage page)
    {
        _database.Execute("BEGIN");
        foreach (JournalRecord record in page.Records)
        {
            Sha256Hash leaf = record.Leaf;
            _insert.Bind(1, record.Index);
            _insert.BindBlob(2, leaf);
            _insert.BindBlob(3, record.Text.Span);
            _insert.Run();
        }

        _database.Execute("COMMIT");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _database.Dispose();
        Delete();
    }

    private void Delete()
    {
        foreach (string suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(_path + suffix);
        }
    }
}
