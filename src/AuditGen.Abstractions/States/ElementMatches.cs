using System.Buffers;

namespace AuditGen.States;

/// <summary>
/// Which element after is which element before: those of one key, and of several with one key the second is the second.
/// </summary>
/// <remarks>
/// Usually elements keep their order, and some came or went. So both lists are walked side by side first, and where the
/// keys part, the nearer one that brings them together again decides what came or went. That stands unless one of these keys
/// shows up elsewhere: only then is something in another order, or a key there more than once, and everything is
/// looked up.
/// </remarks>
internal readonly ref struct ElementMatches<TState, TKey, TCodec>
    where TState : IAuditKeyed<TKey>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    private readonly ReadOnlySpan<TState> _before;
    private readonly ReadOnlySpan<TState> _after;
    private readonly int[] _positions;
    private readonly bool[] _kept;

    /// <param name="before">The elements before.</param>
    /// <param name="after">The elements after.</param>
    /// <param name="aligned">How many elements at the beginning have the same keys in both.</param>
    public ElementMatches(ReadOnlySpan<TState> before, ReadOnlySpan<TState> after, int aligned)
    {
        _before = before;
        _after = after;
        _positions = ArrayPool<int>.Shared.Rent(after.Length);
        _kept = ArrayPool<bool>.Shared.Rent(before.Length);
        Clear(0);
        for (int k = 0; k < aligned; k++)
        {
            Match(k, k);
        }

        IsInOrder = WalkInOrder(aligned);
        if (!IsInOrder)
        {
            Clear(aligned);
            LookUp(aligned);
        }
    }

    /// <summary>Whether the elements that were there before and after have kept their order.</summary>
    public bool IsInOrder { get; }

    /// <summary>For each element after its position before; -1 for one that came.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, _after.Length);

    /// <summary>For each element before whether it is there after.</summary>
    public ReadOnlySpan<bool> Kept => _kept.AsSpan(0, _before.Length);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_positions);
        ArrayPool<bool>.Shared.Return(_kept);
    }

    private bool Same(int i, int j) => TCodec.Equal(_before[i].Key, _after[j].Key);

    private void Match(int i, int j)
    {
        _positions[j] = i;
        _kept[i] = true;
    }

    private void Clear(int start)
    {
        _positions.AsSpan(start, _after.Length - start).Fill(-1);
        _kept.AsSpan(start, _before.Length - start).Clear();
    }

    /// <returns>Whether the matches found are right.</returns>
    private bool WalkInOrder(int aligned)
    {
        // Looking ahead is worth as many comparisons as there are elements.
        int comparisons = _before.Length + _after.Length;
        int matched = 0;
        int i = aligned;
        int j = aligned;
        while (i < _before.Length && j < _after.Length)
        {
            int distance = Same(i, j) ? 0 : DistanceToMatch(i, j, ref comparisons);
            if (distance is int.MaxValue)
            {
                i++;
                j++;
                continue;
            }

            i += Math.Max(distance, 0);
            j += Math.Max(-distance, 0);
            Match(i++, j++);
            matched++;
        }

        bool onlyCame = aligned + matched == _before.Length;
        bool onlyWent = aligned + matched == _after.Length;
        return (matched == 0 && (onlyCame || onlyWent)) || AreAlone(aligned);
    }

    /// <summary>How many elements to pass over, positive before and negative after, until keys match again.</summary>
    private int DistanceToMatch(int i, int j, ref int comparisons)
    {
        for (int distance = 1; comparisons > 0 && (i + distance < _before.Length || j + distance < _after.Length); distance++)
        {
            comparisons -= 2;
            if (i + distance < _before.Length && Same(i + distance, j))
            {
                return distance;
            }

            if (j + distance < _after.Length && Same(i, j + distance))
            {
                return -distance;
            }
        }

        return int.MaxValue;
    }

    /// <summary>Whether no key of what came or went is that of another element behind the aligned ones.</summary>
    private bool AreAlone(int aligned)
    {
        var went = new KeyIndex<TState, TKey, TCodec>(_before);
        var came = new KeyIndex<TState, TKey, TCodec>(_after);
        for (int i = aligned; i < _before.Length; i++)
        {
            if (!_kept[i])
            {
                went.Add(i);
            }
        }

        for (int j = aligned; j < _after.Length; j++)
        {
            if (_positions[j] < 0)
            {
                came.Add(j);
            }
        }

        bool alone = true;
        for (int j = aligned; alone && j < _after.Length; j++)
        {
            TKey key = _after[j].Key;
            alone = went.Find(key) < 0 && (_positions[j] < 0 || came.Find(key) < 0);
        }

        went.Dispose();
        came.Dispose();
        return alone;
    }

    private void LookUp(int aligned)
    {
        var index = new KeyIndex<TState, TKey, TCodec>(_before);
        for (int i = _before.Length - 1; i >= aligned; i--)
        {
            index.Add(i);
        }

        // The first of a key takes the first: among the aligned ones both sides have it equally often.
        for (int j = aligned; j < _after.Length; j++)
        {
            int i = index.Take(_after[j].Key);
            if (i >= 0)
            {
                Match(i, j);
            }
        }

        index.Dispose();
    }
}
