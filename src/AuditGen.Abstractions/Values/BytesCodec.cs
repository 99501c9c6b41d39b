using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="byte"/> arrays: base64, null included.</summary>
public readonly struct BytesCodec : IAuditValueCodec<byte[]?>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, byte[]? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteBase64(value);
        }
    }

    /// <inheritdoc/>
    public static byte[]? Read(ref Utf8JsonReader reader) => JsonText.ReadString(ref reader) is { } text ? Convert.FromBase64String(text) : null;

    /// <inheritdoc/>
    public static bool Equal(byte[]? left, byte[]? right) => ReferenceEquals(left, right)
        || (left is not null && right is not null && left.AsSpan().SequenceEqual(right));
}
