using System.Buffers;

namespace AuditGen.States;

/// <summary>
/// Numbers the elements of one key, from 1. Counted only for the elements that are asked about, because most collections
/// have no key twice and most elements of them no change.
/// </summary>
internal ref struct KeyOccurrences<TState, TKey, TCodec>
    where TState : IAuditKeyed<TKey>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    private static readonly bool HasCheapOrder = typeof(TKey).IsPrimitive || typeof(TKey) == typeof(string) || typeof(TKey) == typeof(Guid);

    private readonly ReadOnlySpan<TState> _elements;
    private int _ascending;
    private int _comparisons;
    private int[]? _all;

    public KeyOccurrences(ReadOnlySpan<TState> elements)
    {
        _elements = elements;

        // As many comparisons cost about what an index of all elements costs.
        _comparisons = 64 + (4 * elements.Length);
    }

    public int Of(int position)
    {
        if (IsAscendingTo(position))
        {
            return 1;
        }

        if (_all is null && position <= _comparisons)
        {
            _comparisons -= position;
            return CountTo(position);
        }

        return (_all ??= CountAll())[position];
    }

    public readonly void Dispose()
    {
        if (_all is not null)
        {
            ArrayPool<int>.Shared.Return(_all);
        }
    }

    /// <summary>Whether each key up to there is greater than the one before, as numbers of lines are: then none stands twice.</summary>
    private bool IsAscendingTo(int position)
    {
        if (HasCheapOrder)
        {
            while (_ascending < position && IsLess(_elements[_ascending].Key, _elements[_ascending + 1].Key))
            {
                _ascending++;
            }
        }

        return position <= _ascending;
    }

    private static bool IsLess(TKey left, TKey right) => typeof(TKey) == typeof(string)
        ? string.CompareOrdinal((string?)(object?)left, (string?)(object?)right) < 0
        : Comparer<TKey>.Default.Compare(left, right) < 0;

    private readonly int CountTo(int position)
    {
        TKey key = _elements[position].Key;
        int count = 1;
        foreach (ref readonly TState element in _elements[..position])
        {
            if (TCodec.Equal(element.Key, key))
            {
                count++;
            }
        }

        return count;
    }

    private readonly int[] CountAll()
    {
        int[] occurrences = ArrayPool<int>.Shared.Rent(_elements.Length);
        var index = new KeyIndex<TState, TKey, TCodec>(_elements);
        for (int i = 0; i < _elements.Length; i++)
        {
            int last = index.Find(_elements[i].Key);
            occurrences[i] = last < 0 ? 1 : occurrences[last] + 1;
            index.Add(i);
        }

        index.Dispose();
        return occurrences;
    }
}
