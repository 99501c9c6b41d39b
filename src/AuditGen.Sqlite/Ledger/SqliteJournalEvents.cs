using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Ledger;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <summary>
/// The events of a SQLite journal for verification: read row by row whatever state the files are in, where the journal's own
/// reader refuses to go on.
/// </summary>
public sealed class SqliteJournalEvents : IStoredEvents
{
    /// <summary>A part is so many events at most, so that a large segment keeps several workers busy.</summary>
    private const long PartSize = 32_768;

    private SqliteJournalEvents(string folder) => Name = $"journal {folder}";

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ImmutableArray<LedgerFault> Findings { get; private set; } = [];

    /// <inheritdoc/>
    public ImmutableArray<StoredRange> MustHold { get; private set; } = [];

    /// <inheritdoc/>
    public long EstimatedCount { get; private set; }

    /// <inheritdoc/>
    public ImmutableArray<IStoredEventPart> Parts { get; private set; } = [];

    /// <summary>Looks through the files of a journal.</summary>
    /// <param name="folder">The journal's folder.</param>
    public static SqliteJournalEvents Open(string folder)
    {
        var events = new SqliteJournalEvents(folder);
        events.Inspect(folder);
        return events;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are opened part by part.
    }

    private void Inspect(string folder)
    {
        var findings = ImmutableArray.CreateBuilder<LedgerFault>();
        var parts = ImmutableArray.CreateBuilder<IStoredEventPart>();
        ImmutableArray<long> files = SegmentName.List(folder);
        ImmutableSortedDictionary<long, bool> listed = ReadListed(folder, findings);
        foreach (long lost in listed.Where(segment => !segment.Value && !files.Contains(segment.Key)).Select(static segment => segment.Key))
        {
            findings.Add(new LedgerFault(LedgerFaultKind.Tampered, Name, $"{Path.GetFileName(SegmentName.PathOf(folder, lost))} is missing although it was not released") { Index = lost });
        }

        long next = 0;
        foreach (long first in files)
        {
            next = Math.Max(next, InspectSegment(folder, first, findings, parts));
        }

        // Released segments lead up to the first one held; from there on nothing may be missing.
        long held = listed.Where(static segment => !segment.Value).Select(static segment => segment.Key).Concat(files).DefaultIfEmpty(0).Min();
        MustHold = listed.IsEmpty && files.IsEmpty ? [] : [new StoredRange(held, long.MaxValue)];
        Findings = findings.DrainToImmutable();
        Parts = parts.DrainToImmutable();
        EstimatedCount = next - held;
    }

    private ImmutableSortedDictionary<long, bool> ReadListed(string folder, ImmutableArray<LedgerFault>.Builder findings)
    {
        string path = Path.Combine(folder, JournalHead.FileName);
        try
        {
            using JournalHead head = JournalHead.OpenForReading(folder);
            return head.ReadSegments();
        }
        catch (Exception exception) when (exception is JournalException or SqliteException)
        {
            findings.Add(File.Exists(path)
                ? new LedgerFault(LedgerFaultKind.Tampered, Name, exception.Message)
                : new LedgerFault(LedgerFaultKind.Incomplete, Name, exception.Message));
            return ImmutableSortedDictionary<long, bool>.Empty;
        }
    }

    private long InspectSegment(string folder, long first, ImmutableArray<LedgerFault>.Builder findings, ImmutableArray<IStoredEventPart>.Builder parts)
    {
        string path = SegmentName.PathOf(folder, first);
        string name = Path.GetFileName(path);
        try
        {
            using SqliteDatabase database = SegmentReader.OpenFile(path);
            if (JournalSchema.IsEmpty(database))
            {
                return first;
            }

            CheckGuards(database, findings);
            long from = database.ReadInt64("SELECT coalesce(min(idx), 0) FROM events");
            long next = database.ReadInt64("SELECT coalesce(max(idx) + 1, 0) FROM events");
            for (long start = from; start < next; start += PartSize)
            {
                parts.Add(new SegmentPart(path, $"{name} from {start}", start, Math.Min(start + PartSize, next)));
            }

            return next;
        }
        catch (SqliteException exception)
        {
            findings.Add(new LedgerFault(LedgerFaultKind.Incomplete, Name, $"{name} cannot be read: {exception.Message}"));
            return first;
        }
    }

    private void CheckGuards(SqliteDatabase database, ImmutableArray<LedgerFault>.Builder findings)
    {
        try
        {
            JournalSchema.Segment.Verify(database);
        }
        catch (JournalException exception)
        {
            findings.Add(new LedgerFault(LedgerFaultKind.Tampered, Name, exception.Message));
        }
    }

    private sealed class SegmentPart(string path, string name, long first, long next) : IStoredEventPart
    {
        public string Name => name;

        public IStoredEventReader Open(bool compareFields) => RawSegmentReader.Open(path, first, next, compareFields);
    }
}
