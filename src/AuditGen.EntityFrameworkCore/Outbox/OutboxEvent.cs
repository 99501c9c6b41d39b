using System.Text.Json;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>One event of a row: where its text lies, and what the journal has to know of it.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Context">Its business context.</param>
/// <param name="Text">The text, verbatim.</param>
internal readonly record struct OutboxEvent(Guid Id, string Context, ReadOnlyMemory<byte> Text)
{
    /// <summary>The events of a row, in order.</summary>
    /// <exception cref="FormatException">The row does not hold what was written: somebody changed it.</exception>
    public static List<OutboxEvent> Read(AuditOutboxRow row)
    {
        var events = new List<OutboxEvent>(row.Count);
        ReadOnlyMemory<byte> rest = row.Events;
        while (!rest.IsEmpty)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new FormatException("The last event of the row has no end.");
            }

            events.Add(Parse(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return events.Count == row.Count ? events : throw new FormatException($"The row holds {events.Count} events instead of {row.Count}.");
    }

    private static OutboxEvent Parse(ReadOnlyMemory<byte> text)
    {
        Guid id = default;
        string? context = null;
        try
        {
            var reader = new Utf8JsonReader(text.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                bool isContext = reader.ValueTextEquals("context"u8);
                reader.Read();
                if (isId)
                {
                    id = reader.GetGuid();
                }
                else if (isContext)
                {
                    context = reader.GetString();
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // Said below, without any of the text.
            context = null;
        }

        return id != Guid.Empty && context is not null ? new OutboxEvent(id, context, text) : throw new FormatException("A line of the row is not an event.");
    }
}
