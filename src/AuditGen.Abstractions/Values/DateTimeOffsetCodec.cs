using System.Globalization;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="DateTimeOffset"/>: ISO 8601 with its own offset.</summary>
public readonly struct DateTimeOffsetCodec : IAuditValueCodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, DateTimeOffset value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteDateTimeOffset(value);
    }

    /// <inheritdoc/>
    public static DateTimeOffset Read(ref Utf8JsonReader reader) => DateTimeOffset.ParseExact(
        JsonText.ReadRequired(ref reader), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <inheritdoc/>
    public static bool Equal(DateTimeOffset left, DateTimeOffset right) => left.EqualsExact(right);
}
