using System.Buffers;

namespace AuditGen.States;

/// <summary>Finds positions by key in rented arrays. Chains run from the newest position to the oldest.</summary>
internal readonly ref struct KeyIndex<TKey, TCodec>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly uint _buckets;

    public KeyIndex(int capacity)
    {
        _buckets = (uint)Math.Max(16, capacity);
        _heads = ArrayPool<int>.Shared.Rent((int)_buckets);
        _next = ArrayPool<int>.Shared.Rent(capacity);
        _heads.AsSpan(0, (int)_buckets).Fill(-1);
    }

    public void Add(TKey key, int position)
    {
        ref int head = ref _heads[Bucket(key)];
        _next[position] = head;
        head = position;
    }

    /// <summary>The first position that may hold the key, or -1.</summary>
    public int First(TKey key) => _heads[Bucket(key)];

    /// <summary>The next position that may hold the same key, or -1.</summary>
    public int Next(int position) => _next[position];

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_heads);
        ArrayPool<int>.Shared.Return(_next);
    }

    // Values that are written alike are equal to the framework too, so its hash code is usable.
    private uint Bucket(TKey key) => key is null ? 0 : (uint)EqualityComparer<TKey>.Default.GetHashCode(key) % _buckets;
}
