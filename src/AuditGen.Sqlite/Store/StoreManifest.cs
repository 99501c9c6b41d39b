using System.Collections.Immutable;
using System.Security.Cryptography;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// The file <c>store.db</c>: which segments there are, where each stands, and how far the journal was taken. Small, always
/// synced. Its owner writes; any process reads.
/// </summary>
internal sealed class StoreManifest : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "store.db";

    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly Lock _lock = new();
    private long _version = -1;
    private StoreSnapshot? _snapshot;

    private StoreManifest(SqliteDatabase database)
    {
        _database = database;
        using SqliteStatement statement = database.Prepare("SELECT hash_key FROM store");
        if (!statement.Step())
        {
            throw new AuditStoreException($"{database.Path} is damaged: it has no header. Restore it from a backup.");
        }

        HashKey = [.. statement.Bytes(0)];
    }

    /// <summary>The key of the index terms.</summary>
    public ImmutableArray<byte> HashKey { get; }

    /// <summary>Opens the manifest of a folder as its owner, creating it where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="origin">The journal that the events come from.</param>
    public static StoreManifest Open(string folder, string origin)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path) && Directory.EnumerateFiles(folder, "*.events.db").Concat(Directory.EnumerateFiles(folder, "*.archive.db")).Any())
        {
            throw new AuditStoreException($"{path} is missing although there are segments beside it. Restore it from a backup.");
        }

        SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Create, s_busy);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            if (Sqlite.Journal.JournalSchema.IsEmpty(database))
            {
                Create(database, origin);
            }

            StoreSql.ManifestSchema.Verify(database);
            string known = database.ReadText("SELECT origin FROM store");
            return string.Equals(known, origin, StringComparison.Ordinal)
                ? new StoreManifest(database)
                : throw new AuditStoreException($"The store in {folder} holds the events of the journal '{known}', not of '{origin}'. "
                    + "Give each journal a store of its own.");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the manifest for reading beside the owner.</summary>
    public static StoreManifest OpenForReading(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new AuditStoreException($"{folder} holds no store: {FileName} is missing.");
        }

        SqliteDatabase database = Sqlite.Journal.SegmentReader.OpenFile(path);
        try
        {
            StoreSql.ManifestSchema.Verify(database);
            return new StoreManifest(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The manifest as it is now, whoever changed it last.</summary>
    public StoreSnapshot Read()
    {
        lock (_lock)
        {
            long version = _database.ReadInt64("PRAGMA data_version");
            if (_snapshot is null || version != _version)
            {
                _snapshot = Load();
                _version = version;
            }

            return _snapshot;
        }
    }

    /// <summary>Moves the position on, after all events below it are durable.</summary>
    public void MoveTo(long position) => Change("UPDATE store SET position = ?1", position);

    /// <summary>Adds a segment whose file is durable.</summary>
    public void Add(int month, int part) =>
        Change("INSERT INTO segments VALUES (?1, ?2, ?3, 0, 0, NULL)", month, part, (long)SegmentState.Live);

    /// <summary>Moves a segment on.</summary>
    public void Move(StoreSegment segment, SegmentState state) =>
        Change("UPDATE segments SET state = ?3 WHERE month = ?1 AND part = ?2", segment.Month, segment.Part, (long)state);

    /// <summary>Lets a verified archive answer from now on.</summary>
    public void Archive(StoreSegment segment, long events, long bytes, ReadOnlySpan<byte> hash)
    {
        lock (_lock)
        {
            using SqliteStatement statement = _database.Prepare(
                "UPDATE segments SET state = ?3, events = ?4, bytes = ?5, hash = ?6 WHERE month = ?1 AND part = ?2");
            statement.Bind(1, segment.Month);
            statement.Bind(2, segment.Part);
            statement.Bind(3, (long)SegmentState.Archived);
            statement.Bind(4, events);
            statement.Bind(5, bytes);
            statement.BindBlob(6, hash);
            statement.Run();
            _snapshot = null;
        }
    }

    /// <summary>The SHA-256 of an archive's file; empty where there is none.</summary>
    public byte[] HashOf(StoreSegment segment)
    {
        lock (_lock)
        {
            using SqliteStatement statement = _database.Prepare("SELECT hash FROM segments WHERE month = ?1 AND part = ?2");
            statement.Bind(1, segment.Month);
            statement.Bind(2, segment.Part);
            return statement.Step() ? statement.Bytes(0).ToArray() : [];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static void Create(SqliteDatabase database, string origin)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            StoreSql.ManifestSchema.Create(database);
            using (SqliteStatement statement = database.Prepare("INSERT INTO store VALUES (1, ?1, ?2, 0)"))
            {
                statement.BindText(1, origin);
                statement.BindBlob(2, RandomNumberGenerator.GetBytes(KeyedHash.KeySize));
                statement.Run();
            }

            database.Execute("COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    private void Change(string sql, params ReadOnlySpan<long> parameters)
    {
        lock (_lock)
        {
            using SqliteStatement statement = _database.Prepare(sql);
            for (int i = 0; i < parameters.Length; i++)
            {
                statement.Bind(i + 1, parameters[i]);
            }

            statement.Run();
            _snapshot = null;
        }
    }

    private StoreSnapshot Load()
    {
        _database.Execute("BEGIN");
        try
        {
            ImmutableArray<StoreSegment>.Builder segments = ImmutableArray.CreateBuilder<StoreSegment>();
            using SqliteStatement rows = _database.Prepare("SELECT month, part, state, events, bytes FROM segments ORDER BY month, part");
            while (rows.Step())
            {
                segments.Add(new StoreSegment(
                    (int)rows.Int64(0), (int)rows.Int64(1), (SegmentState)rows.Int64(2), rows.Int64(3), rows.Int64(4)));
            }

            return new StoreSnapshot(
                _database.ReadText("SELECT origin FROM store"),
                _database.ReadInt64("SELECT position FROM store"),
                segments.DrainToImmutable());
        }
        finally
        {
            _database.Execute("COMMIT");
        }
    }
}
