using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>Can the journal be read to its end, and is all there that was promised?</summary>
internal static class JournalChecks
{
    public static ValueTask ReadAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        using SqliteJournalReader reader = SqliteJournalReader.Open(trail.Journal);
        (long first, long next) = reader.ReadRange();
        trail.Next = next;
        if (next > first)
        {
            // Reads the last event with its checksum and leaf hash.
            using JournalPage page = new();
            reader.Read(next - 1, page, maxRecords: 1);
        }

        trail.Fine("journal", next == first
            ? $"The journal {reader.Origin} can be read; it holds no event, and the next one takes index {next}."
            : $"The journal {reader.Origin} can be read and holds the events {first} to {next - 1}.");
        return ValueTask.CompletedTask;
    }

    public static ValueTask SegmentsAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        using JournalHead head = JournalHead.OpenForReading(trail.Journal);
        ImmutableArray<long> files = SegmentName.List(trail.Journal);
        long[] missing = [.. head.ReadSegments().Where(segment => !segment.Value && !files.Contains(segment.Key)).Select(static segment => segment.Key)];
        foreach (long first in missing)
        {
            trail.Error("segments", $"{SegmentName.PathOf(trail.Journal, first)} is missing: events have been taken away.", "Restore it from a backup.");
        }

        long promised = Math.Max(head.Covered, head.Cursors.Values.Select(static cursor => cursor.Position).DefaultIfEmpty(0).Max());
        if (promised > trail.Next && !trail.IsOwned)
        {
            trail.Error(
                "segments",
                $"The journal ends at index {trail.Next}, but consumers or checkpoints have seen events up to {promised}: acknowledged events are missing at the end.",
                "Restore the folder from a backup.");
        }
        else if (missing.Length == 0)
        {
            trail.Fine("segments", $"Segment files: {files.Length}; none is missing.");
        }

        return ValueTask.CompletedTask;
    }

    public static ValueTask LogsAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        const string Subject = "torn tail";
        if (trail.IsOwned)
        {
            trail.Fine(Subject, "The end of the journal is being written; its owner inspected it when it started.");
            return ValueTask.CompletedTask;
        }

        ImmutableArray<long> files = SegmentName.List(trail.Journal);
        bool isSound = true;
        foreach (long first in files)
        {
            string path = SegmentName.PathOf(trail.Journal, first) + "-wal";
            var log = WalInspection.Read(path);
            if (log.LosesAcknowledged || (log.TornBytes > 0 && first != files[^1]))
            {
                isSound = false;
                trail.Error(Subject, $"{path} is damaged at offset {log.BreakOffset}: synced transactions lie behind that place.", "Keep a copy of the folder as evidence, and restore it from a backup.");
            }
            else if (log.TornBytes > 0)
            {
                isSound = false;
                trail.Notice(Subject, $"{path} ends in {log.TornBytes} bytes of an unfinished transaction, which nobody was told is durable.", "Nothing is lost; the next start discards them.");
            }
        }

        if (isSound)
        {
            trail.Fine(Subject, "No segment ends in an unfinished transaction.");
        }

        return ValueTask.CompletedTask;
    }
}
