using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>
/// Codec of members marked <see cref="Sensitivity.Hash"/>: <c>{"$hash":"keyid:base64url"}</c>, or null. Without a key
/// (<see cref="AuditTextOptions.Hasher"/>) the value is masked.
/// </summary>
public readonly struct HashCodec : IAuditValueCodec<AuditSecret>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, AuditSecret value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.IsRecorded)
        {
            writer.WriteRaw(value.Text);
        }
        else if (value.IsNull || writer.Options.Hasher is not { } hasher)
        {
            MaskCodec.Write(writer, value);
        }
        else
        {
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            hasher.Hash(value.Text, hash);
            writer.WriteRaw("{\"$hash\":\""u8);
            writer.WriteRaw(Encoding.UTF8.GetBytes(hasher.KeyId));
            writer.WriteRaw(":"u8);
            Span<byte> text = stackalloc byte[Base64Url.GetEncodedLength(hash.Length)];
            Base64Url.EncodeToUtf8(hash, text);
            writer.WriteRaw(text);
            writer.WriteRaw("\"}"u8);
        }
    }

    /// <inheritdoc/>
    public static AuditSecret Read(ref Utf8JsonReader reader) => AuditSecret.Read(ref reader);

    /// <inheritdoc/>
    public static bool Equal(AuditSecret left, AuditSecret right) => left == right;
}
