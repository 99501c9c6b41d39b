using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Export;

/// <summary>A set of pieces of one buffer, compared by their bytes. Reused; allocates only to grow.</summary>
internal sealed class WrittenSet
{
    private const int Small = 128;

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
        var hash = default(HashCode);
        hash.AddBytes(piece);

        // 0 marks a free slot.
        uint code = (uint)hash.ToHashCode() | 1;
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
