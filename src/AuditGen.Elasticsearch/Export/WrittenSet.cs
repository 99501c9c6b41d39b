using System.Buffers.Binary;
using System.Numerics;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Export;

/// <summary>A set of pieces of one buffer, compared by their bytes. Reused; allocates only to grow.</summary>
internal sealed class WrittenSet
{
    private const int Small = 128;

    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();
    private (uint Hash, int Start, int Length)[] _slots = new (uint, int, int)[Small];

    /// <summary>Number of pieces.</summary>
    public int Count { get; private set; }

    public void Clear()
    {
        if (Count == 0)
        {
            return;
        }

        // One huge event must not make emptying expensive for all that follow.
        if (_slots.Length > 8 * Small)
        {
            _slots = new (uint, int, int)[Small];
        }
        else
        {
            Array.Clear(_slots);
        }

        Count = 0;
    }

    /// <summary>Adds a piece; false if an equal one is there.</summary>
    public bool Add(PooledBytes buffer, int start, int length)
    {
        if (Count * 2 >= _slots.Length)
        {
            Grow();
        }

        ReadOnlySpan<byte> piece = buffer.Written.Slice(start, length);

        // 0 marks a free slot.
        uint code = Hash(piece) | 1;
        int at = (int)(code >> 1) & (_slots.Length - 1);
        for (; _slots[at].Hash != 0; at = (at + 1) & (_slots.Length - 1))
        {
            (uint other, int otherStart, int otherLength) = _slots[at];
            if (other == code && buffer.Written.Slice(otherStart, otherLength).SequenceEqual(piece))
            {
                return false;
            }
        }

        _slots[at] = (code, start, length);
        Count++;
        return true;
    }

    /// <summary>Eight bytes at a time, from a start that nobody outside knows: pieces that collide cannot be made on purpose.</summary>
    private uint Hash(ReadOnlySpan<byte> piece)
    {
        const ulong factor = 0x9E37_79B9_7F4A_7C15;
        ulong hash = _seed ^ (uint)piece.Length;
        for (; piece.Length >= sizeof(ulong); piece = piece[sizeof(ulong)..])
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(piece)) * factor, 31);
        }

        ulong tail = 0;
        foreach (byte value in piece)
        {
            tail = (tail << 8) | value;
        }

        return (uint)(((hash ^ tail) * factor) >> 32);
    }

    private void Grow()
    {
        (uint Hash, int Start, int Length)[] old = _slots;
        _slots = new (uint, int, int)[old.Length * 2];
        foreach ((uint Hash, int Start, int Length) slot in old)
        {
            if (slot.Hash == 0)
            {
                continue;
            }

            int at = (int)(slot.Hash >> 1) & (_slots.Length - 1);
            while (_slots[at].Hash != 0)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = slot;
        }
    }
}
