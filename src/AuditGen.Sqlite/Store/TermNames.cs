using System.Buffers;
using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// Names the terms of the full-text index that are not words: the kind, and 49 bits of a keyed hash. So one inverted index
/// answers every condition, and values of any length and content fit it. All bytes have their highest bit set, which
/// makes them token characters to SQLite's <c>ascii</c> tokenizer, and the first one keeps them apart from words.
/// </summary>
internal sealed class TermNames(KeyedHash hash)
{
    /// <summary>Bytes of such a term.</summary>
    public const int Size = 8;

    private const int MaxStack = 512;

    /// <summary>The term of a value.</summary>
    public byte[] Name(TermKind kind, ReadOnlySpan<char> value)
    {
        byte[] name = new byte[Size];
        Write(kind, value, name);
        return name;
    }

    /// <summary>The term of a value, ASCII letters taken in lower case.</summary>
    public byte[] NameFolded(TermKind kind, ReadOnlySpan<char> value)
    {
        byte[] name = new byte[Size];
        WriteFolded(kind, value, name);
        return name;
    }

    /// <summary>Writes the term of a value.</summary>
    public void Write(TermKind kind, ReadOnlySpan<char> value, Span<byte> name)
    {
        name[0] = (byte)kind;
        ulong bits = hash.Of(MemoryMarshal.AsBytes(value));
        for (int i = 1; i < Size; i++)
        {
            name[i] = (byte)(0x80 | bits);
            bits >>= 7;
        }
    }

    /// <summary>Writes the term of a value, ASCII letters taken in lower case.</summary>
    public void WriteFolded(TermKind kind, ReadOnlySpan<char> value, Span<byte> name)
    {
        char[]? rented = value.Length > MaxStack ? ArrayPool<char>.Shared.Rent(value.Length) : null;
        Span<char> folded = rented is null ? stackalloc char[MaxStack] : rented;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            folded[i] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        Write(kind, folded[..value.Length], name);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
