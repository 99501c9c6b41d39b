using System.Security.Cryptography;

namespace AuditGen;

/// <summary>A keyed hash (HMAC-SHA-256, RFC 2104) over the text of sensitive values: comparable, not readable.</summary>
public sealed class AuditValueHasher
{
    private readonly byte[] _key;

    /// <summary>Creates a hasher.</summary>
    /// <param name="keyId">The stored name of the key, so that hashes under different keys are not compared; not empty,
    /// letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only.</param>
    /// <param name="key">The key; at least 16 bytes.</param>
    /// <exception cref="ArgumentException">The key id has other characters, or the key is shorter than 16 bytes.</exception>
    public AuditValueHasher(string keyId, ReadOnlySpan<byte> key)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        foreach (char c in keyId)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                throw new ArgumentException("A key id consists of ASCII letters, digits, '-', '_' and '.'.", nameof(keyId));
            }
        }

        if (key.Length < 16)
        {
            throw new ArgumentException("A hash key has at least 16 bytes.", nameof(key));
        }

        KeyId = keyId;
        _key = key.ToArray();
    }

    /// <summary>The stored name of the key.</summary>
    public string KeyId { get; }

    /// <summary>Computes the hash of a value's text.</summary>
    /// <param name="text">The JSON text of the value.</param>
    /// <param name="destination">Receives 32 bytes.</param>
    public void Hash(ReadOnlySpan<byte> text, Span<byte> destination) => HMACSHA256.HashData(_key, text, destination);
}
