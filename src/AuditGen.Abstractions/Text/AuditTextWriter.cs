using System.Buffers;
using System.Runtime.CompilerServices;

namespace AuditGen;

/// <summary>
/// Writes the UTF-8 text of events into a pooled buffer, value by value: compact JSON without white space, every byte
/// decided here, because the text is what the ledger hashes.
/// </summary>
/// <remarks>
/// Separators take care of themselves: property names and <see cref="WriteElement"/> write a comma where the byte before
/// calls for one. Not for use by several threads at once.
/// </remarks>
public sealed partial class AuditTextWriter : IDisposable
{
    private const int DefaultCapacity = 1024;

    private byte[] _buffer;
    private byte[] _path = [];
    private int _length;
    private int _pathLength;

    /// <summary>Creates a writer with <see cref="AuditTextOptions.Default"/>.</summary>
    public AuditTextWriter()
        : this(AuditTextOptions.Default)
    {
    }

    /// <summary>Creates a writer.</summary>
    /// <param name="options">Limits and keys.</param>
    /// <param name="capacity">Bytes to rent at first; the buffer grows as needed.</param>
    public AuditTextWriter(AuditTextOptions options, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Options = options;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 256));
    }

    /// <summary>Limits and keys.</summary>
    public AuditTextOptions Options { get; }

    /// <summary>Number of bytes written.</summary>
    public int Length => _length;

    /// <summary>The bytes written so far; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>The bytes written so far; valid until the next call.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="utf8">A piece of JSON text.</param>
    public void WriteRaw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        _length += utf8.Length;
    }

    /// <summary>Writes <c>{</c>.</summary>
    public void WriteStartObject() => WriteByte((byte)'{');

    /// <summary>Writes <c>}</c>.</summary>
    public void WriteEndObject() => WriteByte((byte)'}');

    /// <summary>Writes <c>[</c>.</summary>
    public void WriteStartArray() => WriteByte((byte)'[');

    /// <summary>Writes <c>]</c>.</summary>
    public void WriteEndArray() => WriteByte((byte)']');

    /// <summary>Prepares for the next element of an array: a comma, unless it is the first.</summary>
    public void WriteElement()
    {
        if (_length > 0 && _buffer[_length - 1] is not ((byte)'[' or (byte)'{' or (byte)':' or (byte)','))
        {
            WriteByte((byte)',');
        }
    }

    /// <summary>Writes a property name and the colon after it, with a comma before unless it is the first.</summary>
    /// <param name="utf8Name">The name; nothing in it may need escaping.</param>
    public void WritePropertyName(ReadOnlySpan<byte> utf8Name)
    {
        Span<byte> target = Reserve(utf8Name.Length + 4);
        int at = 0;
        if (_length > 0 && _buffer[_length - 1] is not ((byte)'{' or (byte)','))
        {
            target[at++] = (byte)',';
        }

        target[at++] = (byte)'"';
        utf8Name.CopyTo(target[at..]);
        at += utf8Name.Length;
        target[at++] = (byte)'"';
        target[at++] = (byte)':';
        _length += at;
    }

    /// <summary>Writes a property name that may need escaping, and the colon after it.</summary>
    /// <param name="name">The name.</param>
    public void WritePropertyName(ReadOnlySpan<char> name)
    {
        if (_length > 0 && _buffer[_length - 1] is not ((byte)'{' or (byte)','))
        {
            WriteByte((byte)',');
        }

        WriteString(name);
        WriteByte((byte)':');
    }

    /// <summary>Writes a property of type string, nothing where the value is <see langword="null"/>.</summary>
    /// <param name="utf8Name">The name; nothing in it may need escaping.</param>
    /// <param name="value">The value.</param>
    public void WriteProperty(ReadOnlySpan<byte> utf8Name, string? value)
    {
        if (value is not null)
        {
            WritePropertyName(utf8Name);
            WriteString(value);
        }
    }

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear()
    {
        _length = 0;
        _pathLength = 0;
    }

    /// <summary>Forgets what was written after the given length.</summary>
    /// <param name="length">An earlier value of <see cref="Length"/>.</param>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length);
        _length = length;
    }

    /// <summary>Returns the buffer to the pool. The writer may be used again: it rents another one.</summary>
    public void Dispose()
    {
        EndResource();
        Return(ref _buffer);
        Return(ref _path);
        _length = 0;
        _pathLength = 0;
    }

    private static void Return(ref byte[] buffer)
    {
        byte[] old = buffer;
        buffer = [];
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private static void Grow(ref byte[] buffer, int used, int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(buffer.Length * 2, DefaultCapacity), checked(used + needed)));
        buffer.AsSpan(0, used).CopyTo(larger);
        Return(ref buffer);
        buffer = larger;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteByte(byte value)
    {
        if (_length >= _buffer.Length)
        {
            Grow(ref _buffer, _length, 1);
        }

        _buffer[_length++] = value;
    }

    /// <summary>Free room of at least the given size behind what was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int size)
    {
        if (size > _buffer.Length - _length)
        {
            Grow(ref _buffer, _length, size);
        }

        return _buffer.AsSpan(_length);
    }
}
