using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Generators.Incremental;

/// <summary>A 64-bit hash of pieces of text, in order. Not for security: it tells an edited declaration from the one before.</summary>
internal struct TextHash
{
    private const int BufferSize = 1024;

    private ulong _state;

    public readonly ulong Value => _state;

    public void Add(ulong value)
    {
        _state = unchecked((_state ^ value) * 0x9E3779B97F4A7C15);
        _state ^= _state >> 32;
    }

    public void Add(string text)
    {
        Add((ulong)text.Length);
        foreach (char c in text)
        {
            Add(c);
        }
    }

    /// <summary>Adds a part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="span">The part.</param>
    /// <param name="buffer">A buffer to use, made at the first need.</param>
    public void Add(SourceText text, TextSpan span, ref char[]? buffer)
    {
        buffer ??= new char[BufferSize];
        Add((ulong)span.Length);
        for (int start = span.Start; start < span.End;)
        {
            int count = Math.Min(BufferSize, span.End - start);
            text.CopyTo(start, buffer, 0, count);
            start += count;
            int i = 0;
            for (; i + 4 <= count; i += 4)
            {
                Add(buffer[i] | ((ulong)buffer[i + 1] << 16) | ((ulong)buffer[i + 2] << 32) | ((ulong)buffer[i + 3] << 48));
            }

            for (; i < count; i++)
            {
                Add(buffer[i]);
            }
        }
    }
}
