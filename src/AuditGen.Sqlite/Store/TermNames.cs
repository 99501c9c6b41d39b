using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// Names the terms of the full-text index that are not words: a byte pair no word can begin with, the kind, and 60 bits of a
/// keyed hash. So one inverted index answers every condition, and values of any length and content fit it.
/// </summary>
internal sealed class TermNames(KeyedHash hash)
{
    /// <summary>Bytes of such a term.</summary>
    public const int Size = 15;

    private const int MaxStack = 512;

    private static ReadOnlySpan<byte> Digits => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>The term of a value.</summary>
    public string Name(TermKind kind, ReadOnlySpan<char> value)
    {
        Span<byte> name = stackalloc byte[Size];
        Write(kind, value, name);
        return System.Text.Encoding.UTF8.GetString(name);
    }

    /// <summary>Writes the term of a value in UTF-8.</summary>
    public void Write(TermKind kind, ReadOnlySpan<char> value, Span<byte> name)
    {
        // U+0080, a control character: never part of a word, and a token character to the index.
        name[0] = 0xC2;
        name[1] = 0x80;
        name[2] = (byte)kind;
        ulong bits = hash.Of(MemoryMarshal.AsBytes(value)) ^ ((ulong)kind << 56);
        for (int i = 3; i < Size; i++)
        {
            name[i] = Digits[(int)(bits & 31)];
            bits >>= 5;
        }
    }

    /// <summary>Writes the term of a value, ASCII letters taken in lower case.</summary>
    public void WriteFolded(TermKind kind, ReadOnlySpan<char> value, Span<byte> name)
    {
        char[]? rented = value.Length > MaxStack ? System.Buffers.ArrayPool<char>.Shared.Rent(value.Length) : null;
        Span<char> folded = rented is null ? stackalloc char[MaxStack] : rented;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            folded[i] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        Write(kind, folded[..value.Length], name);
        if (rented is not null)
        {
            System.Buffers.ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>The term of a value, ASCII letters taken in lower case.</summary>
    public string NameFolded(TermKind kind, ReadOnlySpan<char> value)
    {
        Span<byte> name = stackalloc byte[Size];
        WriteFolded(kind, value, name);
        return System.Text.Encoding.UTF8.GetString(name);
    }
}
