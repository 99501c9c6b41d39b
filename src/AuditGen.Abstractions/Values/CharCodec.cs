using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="char"/>: a string of one UTF-16 unit.</summary>
public readonly struct CharCodec : IAuditValueCodec<char>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, char value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString([value]);
    }

    /// <inheritdoc/>
    public static char Read(ref Utf8JsonReader reader) => JsonText.ReadString(ref reader) is [char value]
        ? value
        : throw new FormatException("The recorded value is not a single character.");

    /// <inheritdoc/>
    public static bool Equal(char left, char right) => left == right;
}
