using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Actors;

/// <summary>The file of the directory. It holds nothing that the trail does not hold: one that is damaged is made anew.</summary>
internal sealed class ActorFile : IDisposable
{
    private const string FileName = "actors.db";
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _upsert;

    private ActorFile(SqliteDatabase database)
    {
        _database = database;
        _upsert = database.Prepare(ActorSql.Upsert);
        Position = database.ReadInt64("SELECT position FROM directory");
    }

    /// <summary>All journal events below this index are in the directory.</summary>
    public long Position { get; private set; }

    /// <summary>Opens the directory of a store's folder; begins a new one where there is none of this journal that can be used.</summary>
    public static ActorFile Open(string folder, string origin)
    {
        string path = Path.Combine(folder, FileName);
        return TryOpen(path, origin) ?? Create(path, origin);
    }

    /// <summary>Adds what was seen, and moves the position, in one transaction.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="position">The new position.</param>
    /// <param name="anew">Whether everything known before is forgotten first.</param>
    public void Write(Dictionary<ActorKey, ActorRow> seen, long position, bool anew = false)
    {
        _database.Execute("BEGIN IMMEDIATE");
        try
        {
            if (anew)
            {
                _database.Execute("DELETE FROM actors");
            }

            foreach ((ActorKey key, ActorRow row) in seen)
            {
                Write(key, row);
            }

            using (SqliteStatement move = _database.Prepare("UPDATE directory SET position = ?1"))
            {
                move.Bind(1, position);
                move.Run();
            }

            _database.Execute("COMMIT");
        }
        catch
        {
            _database.Rollback();
            throw;
        }

        Position = position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _upsert.Dispose();
        _database.Dispose();
    }

    private static ActorFile? TryOpen(string path, string origin)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(path, SqliteAccess.Write, s_busy);
            ActorSql.Schema.Verify(database);
            if (string.Equals(database.ReadText("SELECT origin FROM directory"), origin, StringComparison.Ordinal))
            {
                return new ActorFile(database);
            }
        }
        catch (Exception unusable) when (unusable is SqliteException or AuditGen.Journal.JournalException)
        {
            // Nothing is lost with it.
        }

        database?.Dispose();
        SqliteFiles.Remove(path);
        return null;
    }

    private static ActorFile Create(string path, string origin)
    {
        SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Create, s_busy);
        try
        {
            // What is lost with the power is read again from the journal: no need to wait for the disk.
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            database.Execute("BEGIN IMMEDIATE");
            ActorSql.Schema.Create(database);
            using (SqliteStatement statement = database.Prepare("INSERT INTO directory VALUES (1, ?1, 0)"))
            {
                statement.BindText(1, origin);
                statement.Run();
            }

            database.Execute("COMMIT");
            return new ActorFile(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Write(ActorKey key, ActorRow row)
    {
        _upsert.BindText(1, key.Id);
        _upsert.BindText(2, key.Context);
        _upsert.BindText(3, key.Tenant);
        BindOptional(4, row.Name);
        BindOptional(5, row.Email);
        _upsert.BindText(6, row.Kind);
        _upsert.Bind(7, row.First);
        _upsert.Bind(8, row.Last);
        _upsert.BindBlob(9, row.Newest.ToByteArray(bigEndian: true));
        _upsert.Run();
    }

    private void BindOptional(int parameter, string? value)
    {
        if (value is null)
        {
            _upsert.BindNull(parameter);
        }
        else
        {
            _upsert.BindText(parameter, value);
        }
    }

    /// <summary>A connection for reading beside the writer.</summary>
    public SqliteDatabase OpenForReading() => SqliteDatabase.Open(_database.Path, SqliteAccess.Read, s_busy);
}
