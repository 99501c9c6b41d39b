using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="Uri"/>: its original string, null included.</summary>
public readonly struct UriCodec : IAuditValueCodec<Uri?>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, Uri? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(value?.OriginalString);
    }

    /// <inheritdoc/>
    public static Uri? Read(ref Utf8JsonReader reader) => JsonText.ReadString(ref reader) is { } text
        ? new Uri(text, UriKind.RelativeOrAbsolute)
        : null;

    /// <inheritdoc/>
    public static bool Equal(Uri? left, Uri? right) => string.Equals(left?.OriginalString, right?.OriginalString, StringComparison.Ordinal);
}
