using AuditGen.Reading;
using Erp.Simulation;

namespace Erp.Stories;

/// <summary>Something that happened across contexts, and the way an investigator finds it.</summary>
internal abstract class Story
{
    public abstract string Title { get; }

    /// <summary>What the investigator wants to know.</summary>
    public abstract string Question { get; }

    /// <summary>The actions that answer it, in the order they happened.</summary>
    public abstract IReadOnlyList<string> Actions { get; }

    /// <summary>Plays the story with real commands.</summary>
    public abstract Task PlayAsync(Branch branch);

    /// <summary>Finds the story with what an investigator knows beforehand.</summary>
    public abstract Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken);

    /// <summary>All events that match, oldest first.</summary>
    protected static async Task<IReadOnlyList<AuditEvent>> AllAsync(IAuditReader reader, AuditQuery query, CancellationToken cancellationToken)
    {
        var events = new List<AuditEvent>();
        await foreach (AuditRecord record in reader.ExportAsync(query, AuditOrder.OldestFirst, cancellationToken))
        {
            events.Add(record.Event);
        }

        return events;
    }
}
