namespace AuditGen.States;

/// <summary>Compares dictionaries whose entries stand in the order of their keys: one walk along both.</summary>
internal static class MapDiff<TKey, TKeyCodec, T, TEntry>
    where TKeyCodec : struct, IAuditValueCodec<TKey?>
    where TEntry : struct, IEntry<T>
{
    public static bool IsSame(ReadOnlySpan<KeyValuePair<TKey, T>> before, ReadOnlySpan<KeyValuePair<TKey, T>> after)
    {
        if (before.Length != after.Length)
        {
            return false;
        }

        for (int i = 0; i < before.Length; i++)
        {
            T left = before[i].Value;
            T right = after[i].Value;
            if (!TKeyCodec.Equal(before[i].Key, after[i].Key) || !TEntry.Equal(in left, in right))
            {
                return false;
            }
        }

        return true;
    }

    public static void Write<TSink>(ReadOnlySpan<KeyValuePair<TKey, T>> before, ReadOnlySpan<KeyValuePair<TKey, T>> after, ref TSink sink)
        where TSink : struct, IChangeSink, allows ref struct
    {
        int i = 0;
        int j = 0;
        while (i < before.Length || j < after.Length)
        {
            int order = i == before.Length ? 1
                : j == after.Length ? -1
                : KeyOrder<TKey, TKeyCodec>.CompareKeys(before[i].Key, after[j].Key);
            T left = order <= 0 ? before[i].Value : default!;
            T right = order >= 0 ? after[j].Value : default!;
            if (order == 0 && TEntry.Equal(in left, in right))
            {
                i++;
                j++;
                continue;
            }

            sink.EnterKey<TKey, TKeyCodec>(order <= 0 ? before[i].Key : after[j].Key, 1);
            if (order == 0)
            {
                TEntry.Change(in left, in right, ref sink);
            }
            else if (order < 0)
            {
                TEntry.Remove(in left, ref sink);
            }
            else
            {
                TEntry.Add(in right, ref sink);
            }

            sink.Exit();
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }
}
