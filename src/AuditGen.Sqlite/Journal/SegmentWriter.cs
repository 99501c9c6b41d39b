using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Journal;

/// <summary>The open end of the journal: the segment that commits go to. Used by one thread at a time.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int KeptContexts = 1024;
    private const int RecordOverhead = 96;
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly Dictionary<string, byte[]> _contexts = new(StringComparer.Ordinal);
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _open;
    private readonly SqliteStatement _close;

    private SegmentWriter(SqliteDatabase database)
    {
        _database = database;
        FirstIndex = database.ReadInt64("SELECT first_index FROM segment");
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insert = database.Prepare("INSERT OR ROLLBACK INTO events(idx, id, context, leaf, crc, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _open = database.Prepare("INSERT OR IGNORE INTO intents(operation, context, crc, text) VALUES (?1, ?2, ?3, ?4)");
        _close = database.Prepare("DELETE FROM intents WHERE operation = ?1");
    }

    /// <summary>Index of the segment's first event.</summary>
    public long FirstIndex { get; }

    /// <summary>Number of events.</summary>
    public long Count { get; private set; }

    /// <summary>About as many bytes as the events take.</summary>
    public long Bytes { get; private set; }

    /// <summary>The greatest event id up to the end of this segment.</summary>
    public Guid LastId { get; private set; }

    /// <summary>Creates the segment's file; durable when this returns, or found empty, and discarded, when the journal is opened again.</summary>
    /// <param name="options">The journal's settings.</param>
    /// <param name="origin">The name of the log.</param>
    /// <param name="firstIndex">Index of the first event.</param>
    /// <param name="lastId">The greatest event id before.</param>
    /// <param name="intents">The operations that are open.</param>
    public static SegmentWriter Create(
        SqliteJournalOptions options, string origin, long firstIndex, Guid lastId, ImmutableArray<JournalIntent> intents)
    {
        SqliteDatabase database = SqliteDatabase.Open(SegmentName.PathOf(options.Folder, firstIndex), SqliteAccess.Create, s_busy);
        try
        {
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {options.Internals.PageSize}"));
            Configure(database, options);
            database.Execute("BEGIN IMMEDIATE");
            options.Internals.SegmentSchema.Create(database);
            using (SqliteStatement header = database.Prepare("INSERT INTO segment VALUES (1, ?1, ?2, ?3, ?4)"))
            {
                Span<byte> id = stackalloc byte[16];
                lastId.TryWriteBytes(id, bigEndian: true, out _);
                header.BindText(1, origin);
                header.Bind(2, firstIndex);
                header.BindBlob(3, id);
                header.BindText(4, options.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
                header.Run();
            }

            var writer = new SegmentWriter(database) { LastId = lastId };
            foreach (JournalIntent intent in intents)
            {
                writer.OpenIntent(intent.Operation, intent.Context, intent.Text.Span);
            }

            database.Execute("COMMIT");
            return writer;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the last segment of a journal, or says that its creation was interrupted.</summary>
    /// <returns><see langword="null"/> where the file holds nothing at all.</returns>
    /// <exception cref="JournalException">The file is not a sound segment that begins at the index.</exception>
    public static SegmentWriter? Open(SqliteJournalOptions options, string origin, long firstIndex)
    {
        SqliteDatabase database = SqliteDatabase.Open(SegmentName.PathOf(options.Folder, firstIndex), SqliteAccess.Write, s_busy);
        try
        {
            if (JournalSchema.IsEmpty(database))
            {
                database.Dispose();
                return null;
            }

            Configure(database, options);
            SegmentReader.CheckHeader(database, options.Internals.SegmentSchema, origin, firstIndex);
            var writer = new SegmentWriter(database);
            writer.Measure();
            return writer;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes the entries durable in one transaction.</summary>
    /// <returns>Number of events among them.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Nothing of it was committed.</exception>
    public int Commit(ReadOnlySpan<JournalEntry> entries)
    {
        int count = 0;
        long bytes = 0;
        Guid last = LastId;
        _begin.Run();
        try
        {
            foreach (ref readonly JournalEntry entry in entries)
            {
                switch (entry.Kind)
                {
                    case JournalEntryKind.Event:
                        Append(FirstIndex + Count + count, in entry);
                        count++;
                        bytes += entry.Text.Length + RecordOverhead;
                        last = entry.Id > last ? entry.Id : last;
                        break;
                    case JournalEntryKind.OpenIntent:
                        OpenIntent(entry.Id, entry.Context, entry.Text.Span);
                        break;
                    case JournalEntryKind.CloseIntent:
                        CloseIntent(entry.Id);
                        break;
                    default:
                        throw new JournalException($"An entry has the kind {entry.Kind}, which does not exist.") { BlamesEntry = true };
                }
            }

            _commit.Run();
        }
        catch
        {
            _database.Rollback();
            throw;
        }

        Count += count;
        Bytes += bytes;
        LastId = last;
        return count;
    }

    /// <summary>The operations that are open.</summary>
    public ImmutableArray<JournalIntent> ReadIntents() => SegmentReader.ReadIntents(_database);

    /// <summary>Moves everything into the database file, so that a closed segment is one file; not where readers hold on to the log.</summary>
    public void Checkpoint() => _database.Checkpoint(truncate: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _open.Dispose();
        _close.Dispose();
        _database.Dispose();
    }

    private static void Configure(SqliteDatabase database, SqliteJournalOptions options)
    {
        SqliteJournalInternals internals = options.Internals;
        string mode = database.ReadText("PRAGMA journal_mode = WAL");
        if (!string.Equals(mode, "wal", StringComparison.Ordinal))
        {
            throw new JournalException($"{database.Path} cannot use a write-ahead log (SQLite offers '{mode}'): "
                + "put the journal on a local file system with shared memory.");
        }

        database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA synchronous = {internals.Synchronous}; PRAGMA wal_autocheckpoint = {internals.AutoCheckpointPages}; PRAGMA cache_size = -4096"));
        if (internals.MaxPages > 0)
        {
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {internals.MaxPages}"));
        }
    }

    private void Append(long index, in JournalEntry entry)
    {
        if (entry.Text.IsEmpty)
        {
            throw new JournalException($"The event {entry.Id} has no text.") { BlamesEntry = true };
        }

        Span<byte> id = stackalloc byte[16];
        entry.Id.TryWriteBytes(id, bigEndian: true, out _);
        byte[] context = Utf8(entry.Context);
        Sha256Hash leaf = entry.Leaf;
        _insert.RunInsert(index, id, context, leaf, RecordChecksum.Of(index, id, context, leaf), entry.Text.Span);
    }

    private void OpenIntent(Guid operation, string context, ReadOnlySpan<byte> text)
    {
        Span<byte> id = stackalloc byte[16];
        operation.TryWriteBytes(id, bigEndian: true, out _);
        byte[] utf8 = Utf8(context);
        _open.BindBlob(1, id);
        _open.BindText(2, utf8);
        _open.Bind(3, RecordChecksum.Of(0, id, utf8, text));
        _open.BindBlob(4, text);
        _open.Run();
    }

    private void CloseIntent(Guid operation)
    {
        Span<byte> id = stackalloc byte[16];
        operation.TryWriteBytes(id, bigEndian: true, out _);
        _close.BindBlob(1, id);
        _close.Run();
    }

    private byte[] Utf8(string context)
    {
        if (!_contexts.TryGetValue(context, out byte[]? utf8))
        {
            utf8 = Encoding.UTF8.GetBytes(context);
            if (_contexts.Count >= KeptContexts)
            {
                _contexts.Clear();
            }

            _contexts.Add(context, utf8);
        }

        return utf8;
    }

    /// <summary>Reads every record's frame: indexes without gaps, checksums. Texts are checked whenever they are read.</summary>
    private void Measure()
    {
        using (SqliteStatement header = _database.Prepare("SELECT last_id FROM segment"))
        {
            header.Step();
            LastId = new Guid(header.Bytes(0), bigEndian: true);
            header.Reset();
        }

        using SqliteStatement statement = _database.Prepare("SELECT idx, id, context, leaf, crc, length(text) FROM events ORDER BY idx");
        while (statement.Step())
        {
            SegmentReader.CheckFrame(_database.Path, statement, FirstIndex + Count);
            var id = new Guid(statement.Bytes(1), bigEndian: true);
            LastId = id > LastId ? id : LastId;
            Bytes += statement.Int64(5) + RecordOverhead;
            Count++;
        }
    }
}
