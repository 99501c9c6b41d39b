using AuditGen.Journal;
using AuditGen.Scopes;
using AuditGen.Writing;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>
/// The journal as a relay sees it: appends a batch in one transaction, and knows afterwards, also after a crash, which events
/// of a batch are in it. A persisted cursor marks where the search has to begin; it moves when a batch is settled.
/// </summary>
internal sealed class OutboxJournal(IJournal? journal, IAuditAppender appender, AuditOperations operations, string name)
{
    private static readonly AuditContextOptions s_durable = new() { Durability = Durability.Journaled, WhenFull = WhenFull.Wait, Intents = false };

    private readonly IJournalCursor? _cursor = (journal as IJournalCursors)?.Open("outbox:" + name, isStoreOfRecord: false);

    /// <summary>The journal's name, under which rows are taken.</summary>
    public string Origin { get; } = journal?.Origin ?? "memory";

    /// <summary>Whatever of this outbox is in the journal by now is gone from the table: later searches begin here.</summary>
    public void Settle()
    {
        if (journal is not null && _cursor is not null && _cursor.Position < journal.NextIndex)
        {
            _cursor.Acknowledge(journal.NextIndex);
        }
    }

    /// <summary>Which of the events the journal holds already.</summary>
    public HashSet<Guid> Find(IEnumerable<OutboxEvent> events)
    {
        HashSet<Guid> found = [];
        if (journal is null)
        {
            return found;
        }

        HashSet<Guid> wanted = [.. events.Select(static each => each.Id)];
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        long index = Math.Max(_cursor?.Position ?? 0, journal.FirstIndex);
        while (index < journal.NextIndex)
        {
            reader.Read(index, page);
            if (page.Count == 0)
            {
                break;
            }

            foreach (ref readonly JournalRecord record in page.Records)
            {
                if (wanted.Contains(record.Id))
                {
                    found.Add(record.Id);
                }
            }

            index += page.Count;
        }

        return found;
    }

    /// <summary>Appends the events in one transaction.</summary>
    /// <exception cref="AuditAppendException">Not appended; or not durable yet, where the writer keeps them and tries again.</exception>
    public async ValueTask AppendAsync(IEnumerable<OutboxEvent> events, CancellationToken cancellationToken)
    {
        AppendUnit unit = operations.Units.Rent(operations.Ids.Next(out _), "auditgen", s_durable);
        try
        {
            foreach (OutboxEvent each in events)
            {
                unit.BeginEvent().WriteRaw(each.Text.Span);
                unit.EndEvent(each.Id, each.Context);
            }

            await appender.ReserveAsync(unit, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            unit.Dispose();
            throw;
        }

        await appender.AppendAsync(unit).ConfigureAwait(false);
    }
}
