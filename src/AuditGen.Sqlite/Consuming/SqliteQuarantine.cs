using System.Collections.Immutable;
using System.Globalization;
using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <summary>
/// The quarantine as a file of its own in the journal's folder, always synced. Several processes may have it open: the one that
/// owns the journal, and tools beside it.
/// </summary>
public sealed class SqliteQuarantine : IAuditQuarantine, IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "quarantine.db";

    private const string Tables =
        """
        CREATE TABLE quarantine(
          consumer TEXT NOT NULL,
          idx INTEGER NOT NULL,
          id BLOB NOT NULL,
          context TEXT NOT NULL,
          leaf BLOB NOT NULL,
          text BLOB NOT NULL,
          reason TEXT NOT NULL,
          since TEXT NOT NULL,
          attempts INTEGER NOT NULL,
          released TEXT,
          PRIMARY KEY (consumer, idx)
        ) STRICT;
        CREATE INDEX quarantine_open ON quarantine(consumer, idx) WHERE released IS NULL;
        CREATE TRIGGER quarantine_delete BEFORE DELETE ON quarantine
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events are never deleted'); END;
        CREATE TRIGGER quarantine_update BEFORE UPDATE ON quarantine
        WHEN NEW.consumer <> OLD.consumer OR NEW.idx <> OLD.idx OR NEW.id <> OLD.id OR NEW.text <> OLD.text OR NEW.leaf <> OLD.leaf
        BEGIN SELECT RAISE(ROLLBACK, 'auditgen: events never change'); END;
        """;

    private static readonly JournalSchema s_schema = new("quarantine", 0x41475151, [Tables]);
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _count;
    private long _version;
    private bool _disposed;

    private SqliteQuarantine(SqliteDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        Recount();
    }

    /// <inheritdoc/>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                // Only what other connections commit moves the version; a health check or gauge may ask after the end.
                if (!_disposed && Version() != _version)
                {
                    Recount();
                }

                return _count;
            }
        }
    }

    /// <summary>Opens the quarantine of a folder, creating it where there is none.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="JournalException">It is not as it was made.</exception>
    public static SqliteQuarantine Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        SqliteDatabase database = SqliteDatabase.Open(Path.Combine(folder, FileName), SqliteAccess.Create, s_busy);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            if (JournalSchema.IsEmpty(database))
            {
                database.Execute("BEGIN IMMEDIATE");
                s_schema.Create(database);
                database.Execute("COMMIT");
            }

            s_schema.Verify(database);
            return new SqliteQuarantine(database, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the quarantine of a folder for reading, beside whoever writes it.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="time">The clock.</param>
    /// <returns><see langword="null"/> where nothing was ever in quarantine, so that there is no file.</returns>
    /// <exception cref="JournalException">It cannot be read, or is not as it was made.</exception>
    public static SqliteQuarantine? OpenForReading(string folder, TimeProvider time)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        SqliteDatabase? database = null;
        try
        {
            database = SegmentReader.OpenFile(path);
            s_schema.Verify(database);
            return new SqliteQuarantine(database, time);
        }
        catch (SqliteException exception)
        {
            database?.Dispose();
            throw new JournalException($"The quarantine {path} cannot be read: {exception.Message}", innerException: exception);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Add(string consumer, in JournalRecord record, string reason)
    {
        lock (_lock)
        {
            using SqliteStatement statement = _database.Prepare(
                """
                INSERT INTO quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, NULL)
                ON CONFLICT (consumer, idx) DO UPDATE SET reason = ?7, attempts = attempts + 1, released = NULL
                """);
            statement.BindText(1, consumer);
            statement.Bind(2, record.Index);
            statement.BindBlob(3, record.Id.ToByteArray(bigEndian: true));
            statement.BindText(4, record.Context);
            Sha256Hash leaf = record.Leaf;
            statement.BindBlob(5, leaf);
            statement.BindBlob(6, record.Text.Span);
            statement.BindText(7, reason);
            statement.BindText(8, _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            statement.Run();
            Recount();
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<QuarantinedEvent> List(string? consumer = null, long after = -1, int limit = 100)
    {
        lock (_lock)
        {
            using SqliteStatement rows = _database.Prepare(
                "SELECT consumer, idx, id, context, leaf, text, reason, since, attempts FROM quarantine "
                + $"WHERE released IS NULL AND idx > ?1 {(consumer is null ? string.Empty : "AND consumer = ?3")} ORDER BY consumer, idx LIMIT ?2");
            rows.Bind(1, after);
            rows.Bind(2, limit);
            if (consumer is not null)
            {
                rows.BindText(3, consumer);
            }

            ImmutableArray<QuarantinedEvent>.Builder found = ImmutableArray.CreateBuilder<QuarantinedEvent>();
            while (rows.Step())
            {
                JournalRecord record = new(
                    rows.Int64(1), new Guid(rows.Bytes(2), bigEndian: true), rows.Text(3), rows.Bytes(5).ToArray(), Sha256Hash.FromBytes(rows.Bytes(4)));
                found.Add(new QuarantinedEvent(
                    rows.Text(0), record, rows.Text(6), DateTimeOffset.Parse(rows.Text(7), CultureInfo.InvariantCulture), (int)rows.Int64(8)));
            }

            return found.DrainToImmutable();
        }
    }

    /// <summary>The consumers that events in quarantine were meant for.</summary>
    internal ImmutableArray<string> Consumers()
    {
        lock (_lock)
        {
            using SqliteStatement rows = _database.Prepare("SELECT DISTINCT consumer FROM quarantine WHERE released IS NULL ORDER BY consumer");
            ImmutableArray<string>.Builder found = ImmutableArray.CreateBuilder<string>();
            while (rows.Step())
            {
                found.Add(rows.Text(0));
            }

            return found.DrainToImmutable();
        }
    }

    /// <inheritdoc/>
    public void Release(string consumer, long index)
    {
        lock (_lock)
        {
            using SqliteStatement statement = _database.Prepare("UPDATE quarantine SET released = ?3 WHERE consumer = ?1 AND idx = ?2");
            statement.BindText(1, consumer);
            statement.Bind(2, index);
            statement.BindText(3, _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            statement.Run();
            Recount();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _database.Dispose();
        }
    }

    /// <summary>The version first: what is committed in between is counted twice rather than never.</summary>
    private void Recount()
    {
        _version = Version();
        _count = _database.ReadInt64("SELECT count(*) FROM quarantine WHERE released IS NULL");
    }

    private long Version() => _database.ReadInt64("PRAGMA data_version");
}
