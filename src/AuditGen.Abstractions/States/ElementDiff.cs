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
        // The key is one of the recorded members, so equal states have equal keys.
        after = after[..Math.Min(before.Length, after.Length)];
        before = before[..after.Length];
        for (int i = 0; i < before.Length; i++)
        {
            if (!AuditDiff.Equal(in before[i], in after[i]))
            {
                return i;
            }
        }

        return before.Length;
    }

    public static void AddAll<TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        var occurrences = new KeyOccurrences<TState, TKey, TCodec>(elements);
        for (int i = 0; i < elements.Length; i++)
        {
            Add(in elements[i], occurrences.Of(i), -1, ref sink);
        }

        occurrences.Dispose();
    }

    public static void RemoveAll<TSink>(ReadOnlySpan<TState> elements, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        // From the end, so that undoing the removals in reverse brings the order back.
        var occurrences = new KeyOccurrences<TState, TKey, TCodec>(elements);
        for (int i = elements.Length - 1; i >= 0; i--)
        {
            Remove(in elements[i], occurrences.Of(i), -1, ref sink);
        }

        occurrences.Dispose();
    }

    /// <param name="before">The elements before.</param>
    /// <param name="after">The elements after.</param>
    /// <param name="same">What <see cref="CountSame"/> found.</param>
    /// <param name="isOrdered">Whether positions are recorded.</param>
    /// <param name="sink">Who receives the changes.</param>
    public static void Write<TSink>(ReadOnlySpan<TState> before, ReadOnlySpan<TState> after, int same, bool isOrdered, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        int aligned = CountAligned(before, after, same);
        if (aligned == before.Length && aligned == after.Length)
        {
            WriteInPlace(before, after, same, ref sink);
            return;
        }

        var matches = new ElementMatches<TState, TKey, TCodec>(before, after, aligned);
        WriteRemoved(before, matches.Kept, isOrdered, ref sink);
        WriteOthers(before, after, same, in matches, isOrdered, ref sink);
        matches.Dispose();
    }

    /// <summary>How many elements at the beginning have the same keys.</summary>
    private static int CountAligned(ReadOnlySpan<TState> before, ReadOnlySpan<TState> after, int start)
    {
        int count = Math.Min(before.Length, after.Length);
        while (start < count && TCodec.Equal(before[start].Key, after[start].Key))
        {
            start++;
        }

        return start;
    }

    /// <summary>Nothing came, went or moved.</summary>
    private static void WriteInPlace<TSink>(ReadOnlySpan<TState> before, ReadOnlySpan<TState> after, int same, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        var occurrences = new KeyOccurrences<TState, TKey, TCodec>(after);
        for (int i = same; i < before.Length; i++)
        {
            if (!AuditDiff.Equal(in before[i], in after[i]))
            {
                sink.EnterKey<TKey, TCodec>(after[i].Key, occurrences.Of(i));
                AuditDiff.Members(in before[i], in after[i], ref sink);
                sink.Exit();
            }
        }

        occurrences.Dispose();
    }

    private static void WriteRemoved<TSink>(ReadOnlySpan<TState> before, ReadOnlySpan<bool> kept, bool isOrdered, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        // Behind the last element that stays, positions say nothing.
        int end = kept.LastIndexOf(true);
        var occurrences = new KeyOccurrences<TState, TKey, TCodec>(before);
        for (int i = before.Length - 1; i >= 0; i--)
        {
            if (!kept[i])
            {
                Remove(in before[i], occurrences.Of(i), isOrdered && i < end ? i : -1, ref sink);
            }
        }

        occurrences.Dispose();
    }

    private static void WriteOthers<TSink>(
        ReadOnlySpan<TState> before, ReadOnlySpan<TState> after, int same, in ElementMatches<TState, TKey, TCodec> matches, bool isOrdered, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        ReadOnlySpan<int> positions = matches.Positions;
        bool[]? moved = null;
        if (isOrdered && !matches.IsInOrder)
        {
            moved = ArrayPool<bool>.Shared.Rent(after.Length);
            ElementOrder.FindMoved(positions, moved.AsSpan(0, after.Length));
        }

        int end = positions.LastIndexOfAnyExcept(-1);
        var occurrences = new KeyOccurrences<TState, TKey, TCodec>(after);
        for (int j = same; j < after.Length; j++)
        {
            int i = positions[j];
            if (i < 0)
            {
                Add(in after[j], occurrences.Of(j), isOrdered && j < end ? j : -1, ref sink);
                continue;
            }

            bool isMoved = moved is not null && moved[j];
            bool isChanged = !AuditDiff.Equal(in before[i], in after[j]);
            if (isMoved || isChanged)
            {
                sink.EnterKey<TKey, TCodec>(after[j].Key, occurrences.Of(j));
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

        occurrences.Dispose();
        if (moved is not null)
        {
            ArrayPool<bool>.Shared.Return(moved);
        }
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
}
