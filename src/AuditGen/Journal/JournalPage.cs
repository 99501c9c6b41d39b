using System.Buffers;
using System.Runtime.InteropServices;
using AuditGen.Ledger;

namespace AuditGen.Journal;

/// <summary>A reusable run of consecutive journal records whose texts share one pooled buffer.</summary>
public sealed class JournalPage : IDisposable
{
    private readonly List<JournalRecord> _records = [];
    private readonly List<(int Start, int Length)> _extents = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    /// <summary>The records, in the order of their indexes.</summary>
    public ReadOnlySpan<JournalRecord> Records => CollectionsMarshal.AsSpan(_records);

    /// <summary>Number of records.</summary>
    public int Count => _records.Count;

    /// <summary>Bytes of event text held.</summary>
    public int Bytes => _length;

    /// <summary>The texts of all records, one after the other.</summary>
    internal ReadOnlySpan<byte> Texts => _buffer.AsSpan(0, _length);

    /// <summary>Where each record's text lies in <see cref="Texts"/>.</summary>
    internal ReadOnlySpan<(int Start, int Length)> Extents => CollectionsMarshal.AsSpan(_extents);

    /// <summary>Empties the page and keeps its buffer.</summary>
    public void Clear()
    {
        _records.Clear();
        _extents.Clear();
        _length = 0;
    }

    /// <summary>Adds a record, copying its text.</summary>
    public void Add(in JournalRecord record) => Add(record.Index, record.Id, record.Context, record.Text.Span, record.Leaf);

    /// <summary>Adds a record, copying its text.</summary>
    public void Add(long index, Guid id, string context, ReadOnlySpan<byte> text, in Sha256Hash leaf)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _extents.Add((_length, text.Length));
        _records.Add(new JournalRecord(index, id, context, _buffer.AsMemory(_length, text.Length), leaf));
        _length += text.Length;
    }

    /// <summary>Returns the buffer to the pool.</summary>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        Clear();
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + needed));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        for (int i = 0; i < _records.Count; i++)
        {
            (int start, int length) = _extents[i];
            _records[i] = _records[i] with { Text = larger.AsMemory(start, length) };
        }
    }
}
