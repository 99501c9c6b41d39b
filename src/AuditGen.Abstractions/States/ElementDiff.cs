using System.Buffers;

namespace AuditGen.States;

/// <summary>
/// Compares collections of keyed elements. Elements of one key are told apart by their occurrence: the second of a key is
/// compared with the second of that key.
/// </summary>
internal static class ElementDiff<TState, TKey, TCodec>
    where TState : IAuditState<TState>, IAuditKeyed<TKey>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    /// <summary>How many elements at the beginning are equal in both: the usual case is all of them.</summary>
    public static int CountSame(ReadOnlySpan<TState> before, ReadOnlySpan<TState> after)
    {
        int count = Math.Min(before.Length, after.Length);
        for (int i = 0; i < count; i++)
        {
            if (!TCodec.Equal(before[i].Key, after[i].Key) || !AuditDiff.Equal(in before[i], in after[i]))
            {
                return i;
            }
        }

        return count;
    }

    public static void AddAll<TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        int[] occurrences = Occurrences(elements);
        for (int i = 0; i < elements.Length; i++)
        {
            Add(in elements[i], occurrences[i], -1, ref sink);
        }

        ArrayPool<int>.Shared.Return(occurrences);
    }

    public static void RemoveAll<TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        // From the end, so that undoing the removals in reverse brings the order back.
        int[] occurrences = Occurrences(elements);
        for (int i = elements.Length - 1; i >= 0; i--)
        {
            Remove(in elements[i], occurrences[i], -1, ref sink);
        }

        ArrayPool<int>.Shared.Return(occurrences);
    }

    /// <param name="before">The elements before.</param>
    /// <param name="after">The elements after.</param>
    /// <param name="same">What <see cref="CountSame"/> found.</param>
    /// <param name="isOrdered">Whether positions are recorded.</param>
    /// <param name="sink">Who receives the changes.</param>
    public static void Write<TSink>(ReadOnlySpan<TState> before, ReadOnlySpan<TState> after, int same, bool isOrdered, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        int[] leftOccurrences = Occurrences(before);
        int[] rightOccurrences = Occurrences(after);
        int[] matches = ArrayPool<int>.Shared.Rent(after.Length);
        bool[] kept = ArrayPool<bool>.Shared.Rent(before.Length);
        bool[] moved = ArrayPool<bool>.Shared.Rent(after.Length);
        Match(before, leftOccurrences, after, rightOccurrences, same, matches, kept);
        if (isOrdered)
        {
            ElementOrder.FindMoved(matches.AsSpan(0, after.Length), moved.AsSpan(0, after.Length));
        }

        int tail = TailOf(kept, before.Length);
        for (int i = before.Length - 1; i >= 0; i--)
        {
            if (!kept[i])
            {
                Remove(in before[i], leftOccurrences[i], isOrdered && i < tail ? i : -1, ref sink);
            }
        }

        int end = after.Length;
        while (end > 0 && matches[end - 1] < 0)
        {
            end--;
        }

        for (int j = same; j < after.Length; j++)
        {
            int i = matches[j];
            if (i < 0)
            {
                Add(in after[j], rightOccurrences[j], isOrdered && j < end ? j : -1, ref sink);
                continue;
            }

            bool isMoved = isOrdered && moved[j];
            bool isChanged = !AuditDiff.Equal(in before[i], in after[j]);
            if (isMoved || isChanged)
            {
                sink.EnterKey<TKey, TCodec>(after[j].Key, rightOccurrences[j]);
                if (isMoved)
                {
                    sink.Move(i, j);
                }

                if (isChanged)
                {
                    AuditDiff.Members(in before[i], in after[j], ref sink);
                }

                sink.Exit();
            }
        }

        ArrayPool<int>.Shared.Return(leftOccurrences);
        ArrayPool<int>.Shared.Return(rightOccurrences);
        ArrayPool<int>.Shared.Return(matches);
        ArrayPool<bool>.Shared.Return(kept);
        ArrayPool<bool>.Shared.Return(moved);
    }

    private static void Add<TSink>(in TState element, int occurrence, int position, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.EnterKey<TKey, TCodec>(element.Key, occurrence);
        sink.Add<AuditContainer, ContainerCodec>(AuditContainer.Object with { Position = position });
        TState.Visit<WholeWalk<AddedSide>, TSink>(in element, in element, ref sink);
        sink.Exit();
    }

    private static void Remove<TSink>(in TState element, int occurrence, int position, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        sink.EnterKey<TKey, TCodec>(element.Key, occurrence);
        TState.Visit<WholeWalk<RemovedSide>, TSink>(in element, in element, ref sink);
        sink.Remove<AuditContainer, ContainerCodec>(AuditContainer.Object with { Position = position });
        sink.Exit();
    }

    /// <summary>The index behind which only removed elements stand.</summary>
    private static int TailOf(bool[] kept, int length)
    {
        while (length > 0 && !kept[length - 1])
        {
            length--;
        }

        return length;
    }

    private static void Match(
        ReadOnlySpan<TState> before, int[] leftOccurrences, ReadOnlySpan<TState> after, int[] rightOccurrences, int same, int[] matches, bool[] kept)
    {
        kept.AsSpan(0, before.Length).Clear();
        for (int k = 0; k < same; k++)
        {
            matches[k] = k;
            kept[k] = true;
        }

        var index = new KeyIndex<TKey, TCodec>(before.Length);
        for (int i = before.Length - 1; i >= same; i--)
        {
            index.Add(before[i].Key, i);
        }

        for (int j = same; j < after.Length; j++)
        {
            matches[j] = -1;
            TKey key = after[j].Key;
            for (int i = index.First(key); i >= 0; i = index.Next(i))
            {
                if (leftOccurrences[i] == rightOccurrences[j] && TCodec.Equal(before[i].Key, key))
                {
                    matches[j] = i;
                    kept[i] = true;
                    break;
                }
            }
        }

        index.Dispose();
    }

    /// <summary>For each element its number among those of its key, from 1. Rented.</summary>
    private static int[] Occurrences(ReadOnlySpan<TState> elements)
    {
        int[] occurrences = ArrayPool<int>.Shared.Rent(elements.Length);
        var index = new KeyIndex<TKey, TCodec>(elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            occurrences[i] = 1;
            TKey key = elements[i].Key;
            for (int j = index.First(key); j >= 0; j = index.Next(j))
            {
                if (TCodec.Equal(elements[j].Key, key))
                {
                    // The newest of a key comes first in its chain.
                    occurrences[i] = occurrences[j] + 1;
                    break;
                }
            }

            index.Add(key, i);
        }

        index.Dispose();
        return occurrences;
    }
}
