using System.Text.Json;
using AuditGen.Reading;

namespace AuditGen.Actors;

/// <summary>What one event says of its actor. Read up to the changes, without building the event.</summary>
/// <param name="Id">The actor's id, cut as a dimension is.</param>
/// <param name="Name">The name at the time.</param>
/// <param name="Email">The e-mail address at the time.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Tenant">The event's tenant.</param>
internal sealed record SeenActor(string Id, string? Name, string? Email, string Kind, string? Tenant)
{
    private const string UsualKind = "user";

    /// <summary>Reads an event text.</summary>
    /// <returns><see langword="null"/> where the text is none, or names no actor.</returns>
    public static SeenActor? Read(ReadOnlySpan<byte> text)
    {
        SeenActor? actor = null;
        string? tenant = null;
        var reader = new Utf8JsonReader(text);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            // The order of members is fixed: tenant comes before changes, which are the bulk of an event.
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("changes"u8) && !reader.ValueTextEquals("data"u8))
            {
                if (reader.ValueTextEquals("actor"u8))
                {
                    reader.Read();
                    actor = ReadActor(ref reader);
                }
                else if (reader.ValueTextEquals("tenant"u8))
                {
                    reader.Read();
                    tenant = Text(ref reader);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // Not readable to the end of what is wanted: the store has put it into quarantine.
            return null;
        }

        return actor is null ? null : actor with { Tenant = tenant };
    }

    private static SeenActor? ReadActor(ref Utf8JsonReader reader)
    {
        string? id = null;
        string? name = null;
        string? email = null;
        string? kind = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = reader.ValueTextEquals("id"u8);
            bool isName = reader.ValueTextEquals("name"u8);
            bool isEmail = reader.ValueTextEquals("email"u8);
            bool isKind = reader.ValueTextEquals("kind"u8);
            reader.Read();
            if (isId)
            {
                id = Text(ref reader);
            }
            else if (isName)
            {
                name = Text(ref reader);
            }
            else if (isEmail)
            {
                email = Text(ref reader);
            }
            else if (isKind)
            {
                kind = Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return id is null ? null : new SeenActor(AuditSearchText.Dimension(id), name, email, kind ?? UsualKind, Tenant: null);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return JsonStrings.Read(ref reader);
        }

        reader.Skip();
        return null;
    }
}
