using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="bool"/>.</summary>
public readonly struct BooleanCodec : IAuditValueCodec<bool>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, bool value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBoolean(value);
    }

    /// <inheritdoc/>
    public static bool Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw JsonText.Unexpected(ref reader, "true or false"),
    };

    /// <inheritdoc/>
    public static bool Equal(bool left, bool right) => left == right;
}
