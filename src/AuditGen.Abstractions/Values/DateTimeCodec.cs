using System.Globalization;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="DateTime"/>: ISO 8601, the kind told by <c>Z</c>, an offset, or nothing.</summary>
public readonly struct DateTimeCodec : IAuditValueCodec<DateTime>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, DateTime value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteDateTime(value);
    }

    /// <inheritdoc/>
    public static DateTime Read(ref Utf8JsonReader reader) => DateTime.ParseExact(
        JsonText.ReadRequired(ref reader), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <inheritdoc/>
    public static bool Equal(DateTime left, DateTime right) => left.Ticks == right.Ticks
        && left.Kind == right.Kind
        && (left.Kind != DateTimeKind.Local || left.ToUniversalTime() == right.ToUniversalTime());
}
