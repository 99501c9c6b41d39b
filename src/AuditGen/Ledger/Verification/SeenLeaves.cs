namespace AuditGen.Ledger;

/// <summary>Which leaves a copy was found to hold: one bit each. Safe for concurrent use.</summary>
/// <param name="size">Number of leaves.</param>
internal sealed class SeenLeaves(long size)
{
    private readonly long[] _bits = new long[(size + 63) / 64];

    /// <summary>Number of leaves.</summary>
    public long Size => size;

    /// <summary>Marks a leaf.</summary>
    /// <returns>Whether it was not marked before.</returns>
    public bool Mark(long index)
    {
        long bit = 1L << (int)(index & 63);
        return (Interlocked.Or(ref _bits[index >> 6], bit) & bit) == 0;
    }

    /// <summary>Whether a leaf is marked.</summary>
    public bool Contains(long index) => (Volatile.Read(ref _bits[index >> 6]) & (1L << (int)(index & 63))) != 0;

    /// <summary>The runs of leaves within a range that are not marked.</summary>
    public IEnumerable<StoredRange> Missing(StoredRange range)
    {
        long end = Math.Min(range.Next, size);
        long index = range.First;
        while (index < end)
        {
            if ((index & 63) == 0 && index + 64 <= end && Volatile.Read(ref _bits[index >> 6]) == -1)
            {
                index += 64;
                continue;
            }

            if (Contains(index))
            {
                index++;
                continue;
            }

            long first = index;
            while (index < end && !Contains(index))
            {
                index++;
            }

            yield return new StoredRange(first, index);
        }
    }

    /// <summary>Marks everything that another one has marked.</summary>
    public void Add(SeenLeaves other)
    {
        for (int i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= other._bits[i];
        }
    }

    /// <summary>The bits, for keeping a verification's progress.</summary>
    public ReadOnlySpan<byte> AsBytes() => System.Runtime.InteropServices.MemoryMarshal.AsBytes(_bits.AsSpan());

    /// <summary>Takes up kept bits.</summary>
    /// <exception cref="LedgerException">They are those of another size.</exception>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        Span<byte> own = System.Runtime.InteropServices.MemoryMarshal.AsBytes(_bits.AsSpan());
        if (bytes.Length != own.Length)
        {
            throw new LedgerException("The kept progress is that of another log.");
        }

        bytes.CopyTo(own);
    }
}
