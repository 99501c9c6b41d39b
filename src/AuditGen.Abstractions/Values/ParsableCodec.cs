using System.Globalization;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of types that say themselves how they are written and parsed, such as <see cref="System.Net.IPAddress"/>; null included.</summary>
/// <typeparam name="T">The type.</typeparam>
public readonly struct ParsableCodec<T> : IAuditValueCodec<T?>
    where T : IParsable<T>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, T? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(Text(value));
    }

    /// <inheritdoc/>
    public static T? Read(ref Utf8JsonReader reader) =>
        JsonText.ReadString(ref reader) is { } text ? T.Parse(text, CultureInfo.InvariantCulture) : default;

    /// <inheritdoc/>
    public static bool Equal(T? left, T? right) => string.Equals(Text(left), Text(right), StringComparison.Ordinal);

    private static string? Text(T? value) =>
        value is IFormattable formattable ? formattable.ToString(format: null, CultureInfo.InvariantCulture) : value?.ToString();
}
