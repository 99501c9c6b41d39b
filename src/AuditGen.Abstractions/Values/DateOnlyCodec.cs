using System.Globalization;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="DateOnly"/>: <c>2026-11-21</c>.</summary>
public readonly struct DateOnlyCodec : IAuditValueCodec<DateOnly>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, DateOnly value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteDate(value);
    }

    /// <inheritdoc/>
    public static DateOnly Read(ref Utf8JsonReader reader) => DateOnly.ParseExact(JsonText.ReadRequired(ref reader), "O", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool Equal(DateOnly left, DateOnly right) => left == right;
}
