using System.Globalization;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="TimeOnly"/>: <c>09:15:00.0000000</c>.</summary>
public readonly struct TimeOnlyCodec : IAuditValueCodec<TimeOnly>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, TimeOnly value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteTime(value);
    }

    /// <inheritdoc/>
    public static TimeOnly Read(ref Utf8JsonReader reader) => TimeOnly.ParseExact(JsonText.ReadRequired(ref reader), "O", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool Equal(TimeOnly left, TimeOnly right) => left == right;
}
