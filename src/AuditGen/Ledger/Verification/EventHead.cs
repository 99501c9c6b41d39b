using System.Buffers.Text;
using System.Text.Json;

namespace AuditGen.Ledger;

/// <summary>Reads the first members of an event text, without building anything.</summary>
internal static class EventHead
{
    /// <summary>Reads id and context.</summary>
    /// <param name="text">The event text.</param>
    /// <param name="id">The id.</param>
    /// <param name="context">The context in UTF-8; contexts are plain words, so that escapes make it unequal to any.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out Guid id, out ReadOnlySpan<byte> context)
    {
        id = default;
        context = default;
        var reader = new Utf8JsonReader(text);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            bool hasId = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                bool isContext = reader.ValueTextEquals("context"u8);
                reader.Read();
                if (isId)
                {
                    hasId = reader.TokenType == JsonTokenType.String && Utf8Parser.TryParse(reader.ValueSpan, out id, out int read, 'D') && read == reader.ValueSpan.Length;
                }
                else if (isContext)
                {
                    context = reader.ValueSpan;
                    return hasId && reader.TokenType == JsonTokenType.String;
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }
}
