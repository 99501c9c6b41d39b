namespace AuditGen.States;

/// <summary>A total order of dictionary keys that depends on nothing but the keys: not on culture, not on hash codes.</summary>
internal sealed class KeyOrder<TKey, TCodec> : IComparer<TKey>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    private static readonly bool IsComparable = typeof(TKey) != typeof(string) && typeof(IComparable<TKey>).IsAssignableFrom(typeof(TKey));

    public static KeyOrder<TKey, TCodec> Instance { get; } = new();

    public int Compare(TKey? x, TKey? y) => CompareKeys(x!, y!);

    public static int CompareKeys(TKey left, TKey right)
    {
        if (typeof(TKey) == typeof(string))
        {
            return string.CompareOrdinal((string?)(object?)left, (string?)(object?)right);
        }

        if (IsComparable)
        {
            int order = Comparer<TKey>.Default.Compare(left, right);
            if (order != 0 || TCodec.Equal(left, right))
            {
                return order;
            }
        }

        // Keys without an order of their own, or equal in it and still written differently (1.0 and 1.00): by their texts.
        using var first = new AuditTextWriter();
        using var second = new AuditTextWriter();
        TCodec.Write(first, left);
        TCodec.Write(second, right);
        return first.Written.SequenceCompareTo(second.Written);
    }
}
