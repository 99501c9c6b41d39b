using System.Buffers;

namespace AuditGen.States;

/// <summary>Compares multisets: what is there more often after is added, what is there less often is removed.</summary>
internal static class BagDiff<T, TCodec>
    where TCodec : struct, IAuditValueCodec<T?>
{
    /// <summary>Whether both hold the same elements in the same order, which needs no matching.</summary>
    public static bool IsSame(ReadOnlySpan<T> before, ReadOnlySpan<T> after)
    {
        if (before.Length != after.Length)
        {
            return false;
        }

        for (int i = 0; i < before.Length; i++)
        {
            if (!TCodec.Equal(before[i], after[i]))
            {
                // Not the same order: the same elements?
                Trim(ref before, ref after);
                int[] matches = ArrayPool<int>.Shared.Rent(after.Length);
                bool same = Match(before, after, matches) == after.Length;
                ArrayPool<int>.Shared.Return(matches);
                return same;
            }
        }

        return true;
    }

    public static void Write<TSink>(ReadOnlySpan<T> before, ReadOnlySpan<T> after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        Trim(ref before, ref after);
        int[] matches = ArrayPool<int>.Shared.Rent(after.Length);
        bool[] kept = ArrayPool<bool>.Shared.Rent(before.Length);
        kept.AsSpan(0, before.Length).Clear();
        Match(before, after, matches);
        for (int j = 0; j < after.Length; j++)
        {
            if (matches[j] >= 0)
            {
                kept[matches[j]] = true;
            }
        }

        for (int i = 0; i < before.Length; i++)
        {
            if (!kept[i])
            {
                WholeWalk<RemovedSide>.Value<T, TCodec, TSink>("-"u8, before[i], before[i], ref sink);
            }
        }

        for (int j = 0; j < after.Length; j++)
        {
            if (matches[j] < 0)
            {
                WholeWalk<AddedSide>.Value<T, TCodec, TSink>("-"u8, after[j], after[j], ref sink);
            }
        }

        ArrayPool<bool>.Shared.Return(kept);
        ArrayPool<int>.Shared.Return(matches);
    }

    /// <summary>Drops what both begin and end with.</summary>
    private static void Trim(ref ReadOnlySpan<T> before, ref ReadOnlySpan<T> after)
    {
        while (!before.IsEmpty && !after.IsEmpty && TCodec.Equal(before[0], after[0]))
        {
            before = before[1..];
            after = after[1..];
        }

        while (!before.IsEmpty && !after.IsEmpty && TCodec.Equal(before[^1], after[^1]))
        {
            before = before[..^1];
            after = after[..^1];
        }
    }

    /// <summary>Finds for each element after an equal one before, each used once; -1 where there is none.</summary>
    /// <returns>The number of elements found.</returns>
    private static int Match(ReadOnlySpan<T> before, ReadOnlySpan<T> after, Span<int> matches)
    {
        // Texts decide equality, so texts are what is hashed.
        using var writer = new AuditTextWriter();
        int buckets = Math.Max(16, before.Length);
        int[] heads = ArrayPool<int>.Shared.Rent(buckets);
        int[] next = ArrayPool<int>.Shared.Rent(before.Length);
        heads.AsSpan(0, buckets).Fill(-1);
        for (int i = before.Length - 1; i >= 0; i--)
        {
            ref int head = ref heads[Hash(writer, before[i]) % (uint)buckets];
            next[i] = head;
            head = i;
        }

        int found = 0;
        for (int j = 0; j < after.Length; j++)
        {
            matches[j] = -1;
            ref int link = ref heads[Hash(writer, after[j]) % (uint)buckets];
            while (link >= 0)
            {
                if (TCodec.Equal(before[link], after[j]))
                {
                    matches[j] = link;
                    link = next[link];
                    found++;
                    break;
                }

                link = ref next[link];
            }
        }

        ArrayPool<int>.Shared.Return(heads);
        ArrayPool<int>.Shared.Return(next);
        return found;
    }

    private static uint Hash(AuditTextWriter writer, T value)
    {
        writer.Clear();
        TCodec.Write(writer, value);
        HashCode hash = default;
        hash.AddBytes(writer.Written);
        return (uint)hash.ToHashCode();
    }
}
