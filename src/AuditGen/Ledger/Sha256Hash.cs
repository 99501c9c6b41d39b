using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AuditGen.Ledger;

/// <summary>A SHA-256 value held in place: 32 bytes, no allocation.</summary>
[InlineArray(Size)]
public struct Sha256Hash : IEquatable<Sha256Hash>
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = 32;

    /// <summary>Characters of a hash in base64.</summary>
    internal const int Base64Length = 44;

    private const int OnStack = 2048;

    private byte _first;

    /// <summary>The root of the empty tree: SHA-256 of nothing, RFC 6962 §2.1.</summary>
    public static Sha256Hash OfEmptyTree => FromBytes(SHA256.HashData([]));

    /// <summary>Copies a hash from its 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Sha256Hash FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? MemoryMarshal.Read<Sha256Hash>(bytes)
        : throw new ArgumentException("A SHA-256 value has 32 bytes.", nameof(bytes));

    /// <summary>The leaf hash of an event text: SHA-256(0x00 ‖ text), RFC 6962 §2.1.</summary>
    /// <remarks>One call of the platform's hash over a copy: cheaper than feeding it in two parts.</remarks>
    public static Sha256Hash OfLeaf(ReadOnlySpan<byte> text)
    {
        int length = text.Length + 1;
        byte[]? rented = null;
        Span<byte> input = length <= OnStack
            ? stackalloc byte[OnStack]
            : rented = ArrayPool<byte>.Shared.Rent(length);
        input = input[..length];
        input[0] = 0x00;
        text.CopyTo(input[1..]);
        Sha256Hash hash = default;
        SHA256.HashData(input, hash);
        if (rented is not null)
        {
            // Event texts hold no secrets by construction (guarantee G9), so the buffer goes back as it is.
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    /// <summary>The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1.</summary>
    public static Sha256Hash OfNode(in Sha256Hash left, in Sha256Hash right)
    {
        Span<byte> input = stackalloc byte[1 + Size + Size];
        input[0] = 0x01;
        ((ReadOnlySpan<byte>)left).CopyTo(input[1..]);
        ((ReadOnlySpan<byte>)right).CopyTo(input[(1 + Size)..]);
        Sha256Hash hash = default;
        SHA256.HashData(input, hash);
        return hash;
    }

    /// <summary>Reads a hash from standard base64 with padding (RFC 4648 §4).</summary>
    /// <param name="text">44 characters, canonical.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>Whether the text is the canonical base64 of 32 bytes.</returns>
    public static bool TryParseBase64([NotNullWhen(true)] string? text, out Sha256Hash hash)
    {
        hash = default;
        return text is { Length: Base64Length }
            && Convert.TryFromBase64String(text, hash, out int written)
            && written == Size
            && string.Equals(hash.ToBase64(), text, StringComparison.Ordinal);
    }

    /// <summary>Standard base64 with padding, 44 characters.</summary>
    public readonly string ToBase64() => Convert.ToBase64String(this);

    /// <inheritdoc/>
    public readonly bool Equals(Sha256Hash other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Sha256Hash other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => MemoryMarshal.Read<int>(this);

    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public override readonly string ToString() => Convert.ToHexStringLower(this);

    /// <summary>Whether the two are the same value.</summary>
    public static bool operator ==(Sha256Hash left, Sha256Hash right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Sha256Hash left, Sha256Hash right) => !left.Equals(right);
}
