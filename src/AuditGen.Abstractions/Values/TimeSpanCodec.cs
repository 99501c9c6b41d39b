using System.Globalization;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="TimeSpan"/>: the constant format, always with seven fractional digits.</summary>
public readonly struct TimeSpanCodec : IAuditValueCodec<TimeSpan>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteDuration(value);
    }

    /// <inheritdoc/>
    public static TimeSpan Read(ref Utf8JsonReader reader) => TimeSpan.ParseExact(JsonText.ReadRequired(ref reader), "c", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool Equal(TimeSpan left, TimeSpan right) => left == right;
}
