using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Ledger;
using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <summary>
/// The events of the embedded store and its archives for verification: read row by row whatever state the files are in, with
/// every dimension derived from the event text again.
/// </summary>
public sealed class SqliteStoreEvents : IStoredEvents
{
    private const long PartSize = 32_768;
    private const int MaxParts = 64;

    private readonly string _folder;

    private SqliteStoreEvents(string folder)
    {
        _folder = folder;
        Name = $"store {folder}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ImmutableArray<LedgerFault> Findings { get; private set; } = [];

    /// <inheritdoc/>
    public ImmutableArray<StoredRange> MustHold { get; private set; } = [];

    /// <inheritdoc/>
    public long Unavailable { get; private set; }

    /// <inheritdoc/>
    public long EstimatedCount { get; private set; }

    /// <inheritdoc/>
    public ImmutableArray<IStoredEventPart> Parts { get; private set; } = [];

    /// <summary>Looks through the files of a store.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="quarantined">Indexes of events that the store refused: they need not be in it.</param>
    /// <exception cref="LedgerException">The folder holds no store that can be read.</exception>
    public static SqliteStoreEvents Open(string folder, IEnumerable<long>? quarantined = null)
    {
        var events = new SqliteStoreEvents(folder);
        try
        {
            events.Inspect([.. (quarantined ?? []).Order()]);
        }
        catch (SqliteException exception)
        {
            throw new LedgerException($"The store in {folder} cannot be read: {exception.Message}", exception);
        }

        return events;
    }

    /// <summary>The indexes of events that the embedded store refused and that wait in the journal's quarantine.</summary>
    /// <param name="journalFolder">The journal's folder.</param>
    public static IReadOnlyList<long> ReadQuarantined(string journalFolder) => ReadQuarantined(journalFolder, StoreIndexer.ConsumerName);

    /// <summary>The indexes of events that a consumer refused and that wait in the journal's quarantine.</summary>
    /// <param name="journalFolder">The journal's folder.</param>
    /// <param name="consumer">The consumer.</param>
    public static IReadOnlyList<long> ReadQuarantined(string journalFolder, string consumer)
    {
        string path = Path.Combine(journalFolder, "quarantine.db");
        var indexes = new List<long>();
        if (File.Exists(path))
        {
            using SqliteDatabase database = SegmentReader.OpenFile(path);
            using SqliteStatement statement = database.Prepare("SELECT idx FROM quarantine WHERE consumer = ?1 AND released IS NULL");
            statement.BindText(1, consumer);
            while (statement.Step())
            {
                indexes.Add(statement.Int64(0));
            }
        }

        return indexes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are opened part by part.
    }

    private void Inspect(long[] quarantined)
    {
        string path = Path.Combine(_folder, StoreManifest.FileName);
        if (!File.Exists(path))
        {
            throw new LedgerException($"{_folder} holds no store: {StoreManifest.FileName} is missing.");
        }

        var findings = ImmutableArray.CreateBuilder<LedgerFault>();
        var parts = ImmutableArray.CreateBuilder<IStoredEventPart>();
        using SqliteDatabase manifest = SegmentReader.OpenFile(path);
        Check(manifest, StoreSql.ManifestSchema, findings);
        using (SqliteStatement rows = manifest.Prepare("SELECT month, part, state, events, bytes FROM segments ORDER BY month, part"))
        {
            while (rows.Step())
            {
                Inspect(new StoreSegment((int)rows.Int64(0), (int)rows.Int64(1), (SegmentState)rows.Int64(2), rows.Int64(3), rows.Int64(4)), findings, parts);
            }
        }

        EstimatedCount = manifest.ReadInt64("SELECT position FROM store");
        MustHold = [.. Without(quarantined, EstimatedCount)];
        Findings = findings.DrainToImmutable();
        Parts = parts.DrainToImmutable();
    }

    private static IEnumerable<StoredRange> Without(long[] quarantined, long position)
    {
        long first = 0;
        foreach (long index in quarantined.Where(index => index < position))
        {
            yield return new StoredRange(first, index);
            first = index + 1;
        }

        yield return new StoredRange(first, position);
    }

    private void Inspect(StoreSegment segment, ImmutableArray<LedgerFault>.Builder findings, ImmutableArray<IStoredEventPart>.Builder parts)
    {
        string path = Path.Combine(_folder, segment.File);
        if (!File.Exists(path))
        {
            // An archive may lie on a medium that is not at hand; a live segment never does.
            findings.Add(segment.IsArchive
                ? Finding(LedgerFaultKind.Incomplete, $"archive {segment.File} with {segment.Events} events is not there")
                : Finding(LedgerFaultKind.Tampered, $"{segment.File} is missing: events have been taken away"));
            Unavailable += segment.IsArchive ? segment.Events : 0;
            return;
        }

        try
        {
            using SqliteDatabase database = SegmentReader.OpenFile(path);
            Check(database, segment.IsArchive ? StoreSql.ArchiveSchema : StoreSql.LiveSchema, findings);
            if (database.ReadInt64("SELECT month FROM segment") != segment.Month || database.ReadInt64("SELECT part FROM segment") != segment.Part)
            {
                findings.Add(Finding(LedgerFaultKind.Tampered, $"{segment.File} is the file of another month or part: files were exchanged"));
            }

            AddParts(segment, path, database, parts);
        }
        catch (SqliteException exception)
        {
            findings.Add(Finding(LedgerFaultKind.Tampered, $"{segment.File} cannot be read: {exception.Message}"));
        }
    }

    private static void AddParts(StoreSegment segment, string path, SqliteDatabase database, ImmutableArray<IStoredEventPart>.Builder parts)
    {
        string column = segment.IsArchive ? "block" : "key";
        long count = database.ReadInt64("SELECT count(*) FROM events");
        long first = database.ReadInt64($"SELECT coalesce(min({column}), 0) FROM events");
        long last = database.ReadInt64($"SELECT coalesce(max({column}), -1) FROM events");
        long pieces = Math.Clamp(count / PartSize, 1, MaxParts);
        long width = Math.Max(1, ((last - first) / pieces) + 1);
        for (long from = first; from <= last; from += width)
        {
            long until = Math.Min(last, from + width - 1);
            parts.Add(new SegmentPart(segment, path, pieces == 1 ? segment.File : $"{segment.File} from {column} {from}", from, until));
        }
    }

    private void Check(SqliteDatabase database, JournalSchema schema, ImmutableArray<LedgerFault>.Builder findings)
    {
        try
        {
            schema.Verify(database);
        }
        catch (JournalException exception)
        {
            findings.Add(Finding(LedgerFaultKind.Tampered, exception.Message));
        }
    }

    private LedgerFault Finding(LedgerFaultKind kind, string message) => new(kind, Name, message);

    private sealed class SegmentPart(StoreSegment segment, string path, string name, long first, long last) : IStoredEventPart
    {
        public string Name => name;

        public IStoredEventReader Open(bool compareFields) => StoreRowReader.Open(path, segment, first, last, compareFields);
    }
}
