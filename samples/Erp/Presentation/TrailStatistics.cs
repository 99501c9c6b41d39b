using AuditGen.Reading;

namespace Erp.Presentation;

/// <summary>What the events of the day say, counted one by one as the store of record gives them back.</summary>
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

    /// <param name="reader">Reads the trail.</param>
    /// <param name="first">The journal index of the first event of the day.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<TrailStatistics> ReadAsync(IAuditReader reader, long first, CancellationToken cancellationToken)
    {
        var statistics = new TrailStatistics();
        AuditQuery everything = new() { Access = AuditAccess.Everything };
        await foreach (AuditRecord record in reader.ExportAsync(everything, AuditOrder.OldestFirst, cancellationToken))
        {
            if (record.Index >= first)
            {
                statistics.Count(record.Event);
            }
        }

        return statistics;
    }

    private void Count(AuditEvent auditEvent)
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
            Specimen = auditEvent;
        }
    }

    private static void Increment(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
