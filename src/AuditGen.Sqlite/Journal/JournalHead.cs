using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AuditGen.Journal;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// The file <c>journal.db</c>: the log's name, the covered size, the cursors, and which segments there must be. Small, rarely
/// written, always synced. Used under the journal's state lock.
/// </summary>
internal sealed class JournalHead : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "journal.db";

    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;

    private JournalHead(SqliteDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        Origin = database.ReadText("SELECT origin FROM journal");
        Covered = database.ReadInt64("SELECT covered FROM journal");
        Cursors = ReadCursors();
    }

    /// <summary>The name of the log.</summary>
    public string Origin { get; }

    /// <summary>Number of events that a durable checkpoint covers.</summary>
    public long Covered { get; private set; }

    /// <summary>All cursors by name.</summary>
    public ImmutableSortedDictionary<string, JournalCursorPosition> Cursors { get; private set; }

    /// <summary>Opens the head of a folder, creating it where the folder holds no journal.</summary>
    /// <param name="options">The journal's settings.</param>
    /// <param name="mayCreate">Whether there are no segments, so that a missing head means a new journal.</param>
    public static JournalHead Open(SqliteJournalOptions options, bool mayCreate)
    {
        string path = Path.Combine(options.Folder, FileName);
        if (!mayCreate && !File.Exists(path))
        {
            throw new JournalException($"{path} is missing although there are segments beside it. It holds the name of the log and the "
                + "consumers' cursors: restore it from a backup. A journal that went on without it would fork its ledger.");
        }

        SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Create, s_busy);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = " + options.Internals.Synchronous);
            if (JournalSchema.IsEmpty(database))
            {
                if (!mayCreate)
                {
                    throw new JournalException($"{path} is empty although there are segments beside it: restore it from a backup.");
                }

                Create(database, options);
            }
            else
            {
                JournalSchema.Head.Migrate(database);
            }

            JournalSchema.Head.Verify(database);
            return new JournalHead(database, options.Time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the head for reading beside the owner.</summary>
    public static JournalHead OpenForReading(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new JournalException($"{folder} holds no journal: {FileName} is missing.");
        }

        SqliteDatabase database = SegmentReader.OpenFile(path);
        try
        {
            JournalSchema.Head.Verify(database);
            return new JournalHead(database, TimeProvider.System);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The first indexes of all segments ever made, and whether they have been released.</summary>
    public ImmutableSortedDictionary<long, bool> ReadSegments()
    {
        var found = ImmutableSortedDictionary.CreateBuilder<long, bool>();
        using SqliteStatement statement = _database.Prepare("SELECT first_index, released FROM segments");
        while (statement.Step())
        {
            found.Add(statement.Int64(0), !statement.IsNull(1));
        }

        return found.ToImmutable();
    }

    /// <summary>Notes a segment whose file is durable.</summary>
    public void AddSegment(long firstIndex)
    {
        using SqliteStatement statement = _database.Prepare("INSERT OR IGNORE INTO segments(first_index, created) VALUES (?1, ?2)");
        statement.Bind(1, firstIndex);
        statement.BindText(2, Now());
        statement.Run();
    }

    /// <summary>Notes that a segment leaves, before its file is deleted.</summary>
    public void ReleaseSegment(long firstIndex)
    {
        using SqliteStatement statement = _database.Prepare("UPDATE segments SET released = ?2 WHERE first_index = ?1");
        statement.Bind(1, firstIndex);
        statement.BindText(2, Now());
        statement.Run();
    }

    /// <summary>Stores the covered size.</summary>
    public void Cover(long size)
    {
        using SqliteStatement statement = _database.Prepare("UPDATE journal SET covered = ?1");
        statement.Bind(1, size);
        statement.Run();
        Covered = size;
    }

    /// <summary>Stores a cursor.</summary>
    public void Put(JournalCursorPosition cursor)
    {
        using SqliteStatement statement = _database.Prepare(
            "INSERT INTO cursors VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE SET position = ?2, store_of_record = ?3, crc = ?4");
        statement.BindText(1, cursor.Name);
        statement.Bind(2, cursor.Position);
        statement.Bind(3, cursor.IsStoreOfRecord ? 1 : 0);
        statement.Bind(4, Checksum(cursor));
        statement.Run();
        Cursors = Cursors.SetItem(cursor.Name, cursor);
    }

    /// <summary>Forgets a cursor.</summary>
    public bool Remove(string name)
    {
        using SqliteStatement statement = _database.Prepare("DELETE FROM cursors WHERE name = ?1");
        statement.BindText(1, name);
        statement.Run();
        bool known = Cursors.ContainsKey(name);
        Cursors = Cursors.Remove(name);
        return known;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static void Create(SqliteDatabase database, SqliteJournalOptions options)
    {
        string origin = options.Origin ?? "auditgen.journal/" + Guid.CreateVersion7(options.Time.GetUtcNow()).ToString("N");
        database.Execute("BEGIN IMMEDIATE");
        JournalSchema.Head.Create(database);
        using (SqliteStatement statement = database.Prepare("INSERT INTO journal VALUES (1, ?1, ?2, 0)"))
        {
            statement.BindText(1, origin);
            statement.BindText(2, Format(options.Time.GetUtcNow()));
            statement.Run();
        }

        database.Execute("COMMIT");
    }

    private static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static uint Checksum(JournalCursorPosition cursor)
        => RecordChecksum.Of(cursor.Position, Encoding.UTF8.GetBytes(cursor.Name), [cursor.IsStoreOfRecord ? (byte)1 : (byte)0], []);

    private string Now() => Format(_time.GetUtcNow());

    private ImmutableSortedDictionary<string, JournalCursorPosition> ReadCursors()
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, JournalCursorPosition>(StringComparer.Ordinal);
        using SqliteStatement statement = _database.Prepare("SELECT name, position, store_of_record, crc FROM cursors");
        while (statement.Step())
        {
            var cursor = new JournalCursorPosition(statement.Text(0), statement.Int64(1), statement.Int64(2) != 0);
            if (Checksum(cursor) != statement.Int64(3))
            {
                throw new JournalException($"{_database.Path}: the cursor of '{cursor.Name}' is damaged. Restore the file from a backup.");
            }

            found.Add(cursor.Name, cursor);
        }

        return found.ToImmutable();
    }
}
