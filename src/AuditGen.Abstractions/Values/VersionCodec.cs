using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="Version"/>, null included.</summary>
public readonly struct VersionCodec : IAuditValueCodec<Version?>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, Version? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(value?.ToString());
    }

    /// <inheritdoc/>
    public static Version? Read(ref Utf8JsonReader reader) => JsonText.ReadString(ref reader) is { } text ? Version.Parse(text) : null;

    /// <inheritdoc/>
    public static bool Equal(Version? left, Version? right) => left == right;
}
