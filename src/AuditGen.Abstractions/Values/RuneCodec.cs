using System.Text;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="Rune"/>: a string of one Unicode scalar value.</summary>
public readonly struct RuneCodec : IAuditValueCodec<Rune>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, Rune value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<char> units = stackalloc char[2];
        writer.WriteString(units[..value.EncodeToUtf16(units)]);
    }

    /// <inheritdoc/>
    public static Rune Read(ref Utf8JsonReader reader) => Rune.TryGetRuneAt(JsonText.ReadRequired(ref reader), 0, out Rune value)
        ? value
        : throw new FormatException("The recorded value is not a Unicode scalar value.");

    /// <inheritdoc/>
    public static bool Equal(Rune left, Rune right) => left == right;
}
