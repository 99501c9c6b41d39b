using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>Does what is in the journal reach its consumers?</summary>
internal static class ConsumerChecks
{
    private const int ReadAtOnce = 1_000;

    public static ValueTask QuarantineAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        using SqliteQuarantine? quarantine = SqliteQuarantine.OpenForReading(trail.Journal, trail.Time);
        if (quarantine is null || quarantine.Count == 0)
        {
            trail.Fine("quarantine", "No event is in quarantine.");
            return ValueTask.CompletedTask;
        }

        foreach (string consumer in quarantine.Consumers())
        {
            long events = 0;
            long after = -1;
            while (quarantine.List(consumer, after, ReadAtOnce) is { IsEmpty: false } page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                events += page.Length;
                after = page[^1].Record.Index;
            }

            trail.Quarantined = string.Equals(consumer, StoreIndexer.ConsumerName, StringComparison.Ordinal) ? events : trail.Quarantined;
            trail.Warning("quarantine", $"{events} events that {consumer} refused are in quarantine.", "List them with 'auditgen quarantine list', mend the cause, and send them again.");
        }

        return ValueTask.CompletedTask;
    }

    public static ValueTask PositionsAsync(ExaminedTrail trail, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<JournalCursorPosition> consumers = SqliteJournalReader.ReadPositions(trail.Journal, out _);
        if (consumers.Count == 0)
        {
            trail.Notice("consumers", "Nobody has taken an event from this journal yet.", "Where a store is configured, start the application.");
        }

        foreach (JournalCursorPosition consumer in consumers)
        {
            string subject = $"consumer {consumer.Name}";
            long behind = Math.Max(0, trail.Next - consumer.Position);
            if (behind == 0)
            {
                trail.Fine(subject, "It has taken every event.");
                continue;
            }

            TimeSpan waiting = trail.AgeOf(consumer.Position);
            string finding = $"{behind} events wait for it, the oldest for {ExaminedTrail.Text(waiting)}.";
            if (!trail.IsOwned)
            {
                trail.Notice(subject, finding, "Nobody runs who hands them over: start the application.");
            }
            else if (waiting > trail.Options.LongestWait)
            {
                trail.Warning(subject, finding, "The application's log and its health check 'auditgen.consumers' say what holds it up. If the consumer was retired, have the journal forget its cursor, or segments never leave.");
            }
            else
            {
                trail.Fine(subject, finding);
            }
        }

        return ValueTask.CompletedTask;
    }
}
