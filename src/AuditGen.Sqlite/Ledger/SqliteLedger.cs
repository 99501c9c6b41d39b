using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Ledger;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <summary>
/// The ledger of a journal, in one file beside its segments. Every append is one synced transaction. What is read is what
/// the file holds: nothing of it is believed here.
/// </summary>
public sealed class SqliteLedger : ILedgerStorage
{
    /// <summary>The name of the file in the journal's folder.</summary>
    public const string FileName = "ledger.db";

    /// <summary>A hash's position in the file is its position at its level, with the level in the bits from this one on.</summary>
    private const int LevelShift = 56;

    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);
    private static readonly JournalSchema s_schema = new("ledger", 0x41474C47, [LedgerSql.Version1]);

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _selectHashes;
    private readonly SqliteStatement _selectCheckpoints;

    private SqliteLedger(SqliteDatabase database, string? damage)
    {
        _database = database;
        Damage = damage;
        Origin = database.ReadText("SELECT origin FROM ledger");
        _selectHashes = database.Prepare(
            "SELECT position, hashes FROM hashes WHERE position >= coalesce((SELECT max(position) FROM hashes WHERE position <= ?1), ?1) AND position < ?2 ORDER BY position");
        _selectCheckpoints = database.Prepare("SELECT sequence, note FROM checkpoints WHERE sequence > ?1 ORDER BY sequence LIMIT 256");
    }

    /// <inheritdoc/>
    public string Name => _database.Path;

    /// <inheritdoc/>
    public string Origin { get; }

    /// <inheritdoc/>
    public string? Damage { get; }

    /// <summary>Opens the ledger for its sealer, creating it where there is none.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="origin">The name of the log.</param>
    /// <exception cref="LedgerException">The file cannot be opened, or its guards have been touched.</exception>
    public static SqliteLedger Open(string folder, string origin)
    {
        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(Path.Combine(folder, FileName), SqliteAccess.Create, s_busy);
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            if (JournalSchema.IsEmpty(database))
            {
                Create(database, origin);
            }
            else
            {
                s_schema.Migrate(database);
            }

            s_schema.Verify(database);
            return new SqliteLedger(database, damage: null);
        }
        catch (Exception exception) when (exception is SqliteException or JournalException)
        {
            database?.Dispose();
            throw new LedgerException($"The ledger in {folder} cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Opens the ledger for reading, beside its sealer or long after, whatever state it is in.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <exception cref="LedgerException">There is no ledger that can be read.</exception>
    public static SqliteLedger OpenForReading(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new LedgerException($"{folder} holds no ledger: {FileName} is missing.");
        }

        SqliteDatabase? database = null;
        try
        {
            database = SegmentReader.OpenFile(path);
            return new SqliteLedger(database, FindDamage(database));
        }
        catch (SqliteException exception)
        {
            database?.Dispose();
            throw new LedgerException($"The ledger {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<HashRun> runs, StoredCheckpoint? checkpoint, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _database.Execute("BEGIN IMMEDIATE");
            try
            {
                Insert(runs);
                Insert(checkpoint);
                _database.Execute("COMMIT");
            }
            catch
            {
                _database.Rollback();
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw new LedgerException($"The ledger could not be written: {exception.Message}", exception);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> CountLeavesAsync(CancellationToken cancellationToken = default) => Read(() => _database.ReadInt64(
        $"SELECT position + length(hashes) / 32 FROM hashes WHERE position < {1L << LevelShift} ORDER BY position DESC LIMIT 1"));

    /// <inheritdoc/>
    public ValueTask<int> ReadHashesAsync(int level, long first, Memory<Sha256Hash> hashes, CancellationToken cancellationToken = default) =>
        Read(() => ReadHashes(PositionOf(level, first), hashes.Span));

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredCheckpoint> ReadCheckpointsAsync(long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<StoredCheckpoint> page = await Read(() => ReadPage(afterSequence)).ConfigureAwait(false);
            foreach (StoredCheckpoint checkpoint in page)
            {
                yield return checkpoint;
                afterSequence = checkpoint.Sequence;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredCheckpoint?> LastCheckpointAsync(CancellationToken cancellationToken = default) => Read(() =>
    {
        using SqliteStatement statement = _database.Prepare("SELECT sequence, note FROM checkpoints ORDER BY sequence DESC LIMIT 1");
        return statement.Step() ? new StoredCheckpoint(statement.Int64(0), statement.Bytes(1).ToArray()) : null;
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _selectHashes.Dispose();
        _selectCheckpoints.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Create(SqliteDatabase database, string origin)
    {
        database.Execute("BEGIN IMMEDIATE");
        s_schema.Create(database);
        using (SqliteStatement statement = database.Prepare("INSERT INTO ledger VALUES (1, ?1)"))
        {
            statement.BindText(1, origin);
            statement.Run();
        }

        database.Execute("COMMIT");
    }

    private static string? FindDamage(SqliteDatabase database)
    {
        try
        {
            s_schema.Verify(database);
            return null;
        }
        catch (JournalException exception)
        {
            return exception.Message;
        }
    }

    private static long PositionOf(int level, long first) => ((long)level << LevelShift) + first;

    private void Insert(IReadOnlyList<HashRun> runs)
    {
        using SqliteStatement statement = _database.Prepare("INSERT INTO hashes VALUES (?1, ?2)");
        foreach (HashRun run in runs)
        {
            statement.Bind(1, PositionOf(run.Level, run.First));
            statement.BindBlob(2, MemoryMarshal.AsBytes(run.Hashes.Span));
            statement.Run();
        }
    }

    private void Insert(StoredCheckpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            using SqliteStatement statement = _database.Prepare("INSERT INTO checkpoints VALUES (?1, ?2)");
            statement.Bind(1, checkpoint.Sequence);
            statement.BindBlob(2, checkpoint.Note.Span);
            statement.Run();
        }
    }

    private int ReadHashes(long position, Span<Sha256Hash> hashes)
    {
        int count = 0;
        _selectHashes.Bind(1, position);
        _selectHashes.Bind(2, position + hashes.Length);
        try
        {
            while (count < hashes.Length && _selectHashes.Step())
            {
                ReadOnlySpan<byte> run = _selectHashes.Bytes(1);
                long skipped = position + count - _selectHashes.Int64(0);
                if (skipped < 0 || skipped * Sha256Hash.Size >= run.Length)
                {
                    break;
                }

                run = run[(int)(skipped * Sha256Hash.Size)..];
                int taken = Math.Min(run.Length / Sha256Hash.Size, hashes.Length - count);
                run[..(taken * Sha256Hash.Size)].CopyTo(MemoryMarshal.AsBytes(hashes[count..]));
                count += taken;
            }
        }
        finally
        {
            _selectHashes.Reset();
        }

        return count;
    }

    private List<StoredCheckpoint> ReadPage(long afterSequence)
    {
        var page = new List<StoredCheckpoint>();
        _selectCheckpoints.Bind(1, afterSequence);
        while (_selectCheckpoints.Step())
        {
            page.Add(new StoredCheckpoint(_selectCheckpoints.Int64(0), _selectCheckpoints.Bytes(1).ToArray()));
        }

        return page;
    }

    private ValueTask<T> Read<T>(Func<T> read)
    {
        try
        {
            return new(read());
        }
        catch (SqliteException exception)
        {
            return ValueTask.FromException<T>(new LedgerException($"The ledger {Name} cannot be read: {exception.Message}", exception));
        }
    }
}
