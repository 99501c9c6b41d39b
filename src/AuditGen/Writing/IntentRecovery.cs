using System.Text.Json;
using AuditGen.Journal;
using AuditGen.Ledger;

namespace AuditGen.Writing;

/// <summary>
/// Turns operations that an earlier process left open into events. The text of an intent is that of the event it becomes:
/// complete, with an id of its own, outcome <c>unknown</c> and unknown changes; so that recovery invents nothing.
/// </summary>
internal static class IntentRecovery
{
    private const int MaxInOne = 1024;

    /// <summary>Appends the events and closes the intents, in the order of the events' ids.</summary>
    /// <returns>Number of operations recovered.</returns>
    /// <exception cref="JournalException">It could not be written, or an intent is not an event's text.</exception>
    public static int Recover(IJournal journal)
    {
        var open = journal.OpenIntents
            .Select(static intent => (Id: IdOf(intent), Intent: intent))
            .OrderBy(static found => found.Id)
            .ToArray();
        foreach ((Guid Id, JournalIntent Intent)[] some in open.Chunk(MaxInOne))
        {
            var entries = new List<JournalEntry>(2 * some.Length);
            foreach ((Guid id, JournalIntent intent) in some)
            {
                entries.Add(new JournalEntry
                {
                    Kind = JournalEntryKind.Event,
                    Id = id,
                    Context = intent.Context,
                    Text = intent.Text,
                    Leaf = Sha256Hash.OfLeaf(intent.Text.Span),
                });
                entries.Add(new JournalEntry { Kind = JournalEntryKind.CloseIntent, Id = intent.Operation, Context = intent.Context });
            }

            journal.Commit(entries.ToArray());
        }

        return open.Length;
    }

    private static Guid IdOf(JournalIntent intent)
    {
        try
        {
            var reader = new Utf8JsonReader(intent.Text.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId && reader.TryGetGuid(out Guid id))
                {
                    return id;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Told below, without any of the text: it may hold what nobody should read in a log.
        }

        throw new JournalException($"The open intent of operation {intent.Operation} in context '{intent.Context}' is not the text of an event.");
    }
}
