using AuditGen.Journal;
using AuditGen.Writing;

namespace AuditGen.Testing;

/// <summary>Keeps what operations append in memory, and answers at once.</summary>
internal sealed class InMemoryAppender(AuditTestTrail trail) : IAuditAppender
{
    /// <inheritdoc/>
    public Guid LastId => trail.LastId;

    /// <inheritdoc/>
    public ValueTask ReserveAsync(AppendUnit unit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        trail.Reserve(unit.Operation, unit.HasIntent ? unit.IntentEntry.Text : default);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(AppendUnit unit)
    {
        using (unit)
        {
            List<byte[]> texts = [];
            foreach (JournalEntry entry in unit.Seal())
            {
                if (entry.Kind == JournalEntryKind.Event)
                {
                    texts.Add(entry.Text.ToArray());
                }
            }

            trail.Append(unit.Operation, texts);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Release(AppendUnit unit)
    {
        using (unit)
        {
            trail.Append(unit.Operation, []);
        }
    }
}
