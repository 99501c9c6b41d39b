using System.Runtime.InteropServices;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>
/// Codec of JSON values: without white space, strings escaped only where they must be, numbers and the order of
/// properties as they are. An undefined element counts as null. An object that begins with a <c>$</c> member is wrapped
/// as <c>{"$json":…}</c>, so that it is not taken for a tagged value.
/// </summary>
public readonly struct JsonElementCodec : IAuditValueCodec<JsonElement>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        bool wrap = value.ValueKind == JsonValueKind.Object && BeginsWithTag(value);
        if (wrap)
        {
            writer.WriteRaw("{\"$json\":"u8);
        }

        WriteVerbatim(writer, value);
        if (wrap)
        {
            writer.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public static JsonElement Read(ref Utf8JsonReader reader)
    {
        JsonElement value = JsonElement.ParseValue(ref reader);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                return property.NameEquals("$json"u8) ? property.Value.Clone() : value;
            }
        }

        return value;
    }

    /// <inheritdoc/>
    public static bool Equal(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return IsNull(left) && IsNull(right);
        }

        using var first = new AuditTextWriter();
        using var second = new AuditTextWriter();
        WriteVerbatim(first, left);
        WriteVerbatim(second, right);
        return first.Written.SequenceEqual(second.Written);
    }

    private static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    private static bool BeginsWithTag(JsonElement value)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            return Name(property).StartsWith('$');
        }

        return false;
    }

    /// <summary>Writes the value as it is, tags included.</summary>
    internal static void WriteVerbatim(AuditTextWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    writer.WritePropertyName(Name(property));
                    WriteVerbatim(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray())
                {
                    writer.WriteElement();
                    WriteVerbatim(writer, element);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteString(Text(value));
                break;
            case JsonValueKind.Undefined:
                writer.WriteNull();
                break;
            default:
                writer.WriteRaw(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    // The framework refuses to hand out texts with lone surrogates; the event text keeps them.
    private static string Text(JsonElement value) => JsonStrings.Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]);

    private static string Name(JsonProperty property) => JsonStrings.Unescape(JsonMarshal.GetRawUtf8PropertyName(property));
}
