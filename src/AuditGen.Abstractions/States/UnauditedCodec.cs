using System.Text.Json;

namespace AuditGen.States;

/// <summary>Codec of the name of a run-time type that nobody annotated: <c>{"$unaudited":"Full.Type.Name"}</c>.</summary>
public readonly struct UnauditedCodec : IAuditValueCodec<string?>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, string? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRaw("{\"$unaudited\":"u8);
        writer.WriteString(value);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public static string? Read(ref Utf8JsonReader reader)
    {
        string? name = null;
        if (reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals("$unaudited"u8) && reader.Read())
        {
            name = JsonText.ReadRequired(ref reader);
            reader.Read();
        }

        return name ?? throw JsonText.Unexpected(ref reader, "an unaudited type");
    }

    /// <inheritdoc/>
    public static bool Equal(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
