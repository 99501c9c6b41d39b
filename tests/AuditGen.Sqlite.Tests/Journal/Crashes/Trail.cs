using System.Text;
using System.Text.Json;
using AuditGen.CrashChild;
using AuditGen.Journal;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>What is in a journal after a crash, checked event by event: whole, and each once.</summary>
internal sealed class Trail
{
    private Trail(HashSet<Guid> events, HashSet<Guid> successes, HashSet<Guid> unknowns)
    {
        Events = events;
        Successes = successes;
        Unknowns = unknowns;
    }

    /// <summary>Ids of all events.</summary>
    public HashSet<Guid> Events { get; }

    /// <summary>Operations with an event of outcome success.</summary>
    public HashSet<Guid> Successes { get; }

    /// <summary>Operations with an event of outcome unknown.</summary>
    public HashSet<Guid> Unknowns { get; }

    /// <summary>The ids that a line of the append phase acknowledges.</summary>
    public static IEnumerable<Guid> Acknowledged(int run, string line)
    {
        string[] parts = line.Split(' ');
        int first = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        int count = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return Enumerable.Range(first, count).Select(number => CrashEvents.Id(run, number));
    }

    public static Trail Read(IJournal journal)
    {
        HashSet<Guid> events = [], successes = [], unknowns = [];
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        for (long next = 0; next < journal.NextIndex; next += page.Count)
        {
            reader.Read(next, page, maxRecords: 500);
            page.Count.ShouldBeGreaterThan(0, $"the journal says that it ends at {journal.NextIndex}, but nothing is at {next}");
            foreach (ref readonly JournalRecord record in page.Records)
            {
                using JsonDocument json = JsonDocument.Parse(record.Text);
                string outcome = json.RootElement.GetProperty("outcome").GetString()!;
                Guid operation = json.RootElement.GetProperty("operation").GetGuid();
                record.Text.Span.SequenceEqual(CrashEvents.Text(record.Id, outcome, operation)).ShouldBeTrue("an event is not whole: " + Encoding.UTF8.GetString(record.Text.Span));
                events.Add(record.Id).ShouldBeTrue($"event {record.Id} is there twice");
                (outcome == "success" ? successes : unknowns).Add(operation);
            }
        }

        successes.Overlaps(unknowns).ShouldBeFalse("an operation that ended is not unknown");
        return new Trail(events, successes, unknowns);
    }
}
