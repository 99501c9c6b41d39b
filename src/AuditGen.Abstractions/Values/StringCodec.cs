using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="string"/>, null included.</summary>
public readonly struct StringCodec : IAuditValueCodec<string?>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, string? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(value);
    }

    /// <inheritdoc/>
    public static string? Read(ref Utf8JsonReader reader) => JsonText.ReadString(ref reader);

    /// <inheritdoc/>
    public static bool Equal(string? left, string? right) => left == right; // the operator is compiled inline
}
