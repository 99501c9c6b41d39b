using System.Buffers;
using System.Numerics;

namespace AuditGen.States;

/// <summary>
/// Finds elements by key, in rented arrays. Of several with one key the one that was added last comes first.
/// </summary>
internal readonly ref struct KeyIndex<TState, TKey, TCodec>
    where TState : IAuditKeyed<TKey>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    private readonly ReadOnlySpan<TState> _elements;
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int _shift;

    public KeyIndex(ReadOnlySpan<TState> elements)
    {
        _elements = elements;
        int buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, elements.Length));
        _shift = 32 - BitOperations.Log2((uint)buckets);
        _heads = ArrayPool<int>.Shared.Rent(buckets);
        _next = ArrayPool<int>.Shared.Rent(elements.Length);
        _heads.AsSpan(0, buckets).Fill(-1);
    }

    public void Add(int position)
    {
        ref int head = ref _heads[Bucket(_elements[position].Key)];
        _next[position] = head;
        head = position;
    }

    /// <summary>The position of the element with that key that was added last, or -1.</summary>
    public int Find(TKey key) => Link(key);

    /// <summary>The same, and the element is no longer in the index.</summary>
    public int Take(TKey key)
    {
        ref int link = ref Link(key);
        int position = link;
        if (position >= 0)
        {
            link = _next[position];
        }

        return position;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_heads);
        ArrayPool<int>.Shared.Return(_next);
    }

    /// <summary>What leads to the element of the key; -1 where there is none.</summary>
    private ref int Link(TKey key)
    {
        ref int link = ref _heads[Bucket(key)];
        while (link >= 0 && !TCodec.Equal(_elements[link].Key, key))
        {
            link = ref _next[link];
        }

        return ref link;
    }

    // Values that are written alike are equal to the framework too, so its hash code is usable. Multiplied by 2^32 over the
    // golden ratio (Knuth, The Art of Computer Programming 3, 6.4), so that numbers in steps do not share their buckets.
    private uint Bucket(TKey key) => key is null ? 0 : unchecked((uint)EqualityComparer<TKey>.Default.GetHashCode(key) * 2654435769u) >> _shift;
}
