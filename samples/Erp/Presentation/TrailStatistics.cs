using AuditGen.Journal;

namespace Erp.Presentation;

/// <summary>What the events of the day say, counted from the journal: the durable record itself.</summary>
internal sealed class TrailStatistics
{
    private readonly HashSet<string> _sessions = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Id)> _resources = [];

    private TrailStatistics()
    {
    }

    public int Events { get; private set; }

    public SortedDictionary<string, int> Contexts { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Actions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Categories { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    public int Sessions => _sessions.Count;

    public int Resources => _resources.Count;

    /// <summary>An event worth looking at.</summary>
    public AuditEvent? Specimen { get; private set; }

    /// <param name="journal">The journal.</param>
    /// <param name="first">The index of the first event of the day.</param>
    public static TrailStatistics Read(IJournal journal, long first)
    {
        var statistics = new TrailStatistics();
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        for (reader.Read(first, page); page.Count > 0; reader.Read(first, page))
        {
            foreach (ref readonly JournalRecord record in page.Records)
            {
                statistics.Count(AuditEvent.Parse(record.Text), record.Text);
            }

            first += page.Count;
        }

        return statistics;
    }

    private void Count(AuditEvent auditEvent, ReadOnlyMemory<byte> pooled)
    {
        Events++;
        Increment(Contexts, auditEvent.Context);
        Increment(Actions, auditEvent.Action);
        Increment(Categories, auditEvent.Category.ToString().ToLowerInvariant());
        Increment(Outcomes, auditEvent.Outcome.ToString().ToLowerInvariant());
        if (auditEvent.Session is { } session)
        {
            _sessions.Add(session);
        }

        if (auditEvent.Resource is { } resource)
        {
            _resources.Add((resource.Type, resource.Id));
        }

        if (auditEvent is { Action: "invoice.update_draft", Changes.Length: >= 6 and <= 24 })
        {
            Specimen = AuditEvent.Parse(pooled.ToArray());
        }
    }

    private static void Increment(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
