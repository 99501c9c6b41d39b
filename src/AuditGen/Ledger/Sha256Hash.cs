using System.Buffers;
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

    private byte _first;

    /// <summary>Copies a hash from its 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Sha256Hash FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("A SHA-256 value has 32 bytes.", nameof(bytes));
        }

        Sha256Hash hash = default;
        bytes.CopyTo(hash);
        return hash;
    }

    /// <summary>The leaf hash of an event text: SHA-256(0x00 ‖ text), RFC 6962 §2.1.</summary>
    public static Sha256Hash OfLeaf(ReadOnlySpan<byte> text)
    {
        // One pass over one span costs less than a hash object fed in two steps, whatever the copy.
        const int OnStack = 2048;
        byte[]? rented = text.Length >= OnStack ? ArrayPool<byte>.Shared.Rent(text.Length + 1) : null;
        Span<byte> bytes = rented ?? stackalloc byte[OnStack];
        bytes = bytes[..(text.Length + 1)];
        bytes[0] = 0;
        text.CopyTo(bytes[1..]);
        Sha256Hash hash = default;
        SHA256.HashData(bytes, hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

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
