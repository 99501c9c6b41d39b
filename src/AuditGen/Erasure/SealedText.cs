using System.Security.Cryptography;
using System.Text;

namespace AuditGen.Erasure;

/// <summary>
/// The encryption of one value: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, bound to its key and its place
/// (docs/event-format.md).
/// </summary>
internal static class SealedText
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Encrypts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="clear">The text.</param>
    /// <param name="binding">The place.</param>
    /// <returns>Nonce, ciphertext, tag.</returns>
    public static byte[] Encrypt(SubjectKey key, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> binding)
    {
        byte[] value = new byte[NonceSize + clear.Length + TagSize];
        Span<byte> nonce = value.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Material, TagSize);
        aes.Encrypt(nonce, clear, value.AsSpan(NonceSize, clear.Length), value.AsSpan(^TagSize..), Associated(key.Id, binding));
        return value;
    }

    /// <summary>Decrypts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Nonce, ciphertext, tag.</param>
    /// <param name="binding">The place.</param>
    /// <returns>The text; <see langword="null"/> where it was not encrypted under this key for this place.</returns>
    public static byte[]? Decrypt(SubjectKey key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> binding)
    {
        if (value.Length < NonceSize + TagSize)
        {
            return null;
        }

        byte[] clear = new byte[value.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Material, TagSize);
        try
        {
            aes.Decrypt(value[..NonceSize], value[NonceSize..^TagSize], value[^TagSize..], clear, Associated(key.Id, binding));
            return clear;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Associated(string keyId, ReadOnlySpan<byte> binding) => [.. "auditgen-sealed-1\n"u8, .. Encoding.ASCII.GetBytes(keyId), (byte)'\n', .. binding];
}
