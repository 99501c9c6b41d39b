using System.Collections.Immutable;
using AuditGen.States;

namespace AuditGen.Generators.Tests.Elements;

/// <summary>
/// What the diff of keyed elements has to say, straight from its definition and without any thought of speed: the nth element of
/// a key is the nth of that key, removals from the end first, then everything else in the order after.
/// </summary>
internal static class ElementsByDefinition<TState, TKey, TCodec>
    where TState : IAuditState<TState>, IAuditKeyed<TKey>
    where TCodec : struct, IAuditValueCodec<TKey?>
{
    public static ImmutableArray<AuditChange> Compare(TState[] before, TState[] after, bool isOrdered)
    {
        using var writer = new AuditTextWriter();
        var sink = new ListChangeSink(writer);
        int[] was = Occurrences(before);
        int[] isNow = Occurrences(after);
        int[] matches = [.. after.Select((element, j) => Enumerable.Range(0, before.Length)
            .FirstOrDefault(i => SameKey(before[i], element) && was[i] == isNow[j], -1))];
        int lastKept = matches.Append(-1).Max();
        int lastFound = Array.FindLastIndex(matches, static match => match >= 0);
        var moved = new bool[after.Length];
        if (isOrdered)
        {
            ElementOrder.FindMoved(matches, moved);
        }

        for (int i = before.Length - 1; i >= 0; i--)
        {
            if (!matches.Contains(i))
            {
                sink.EnterKey<TKey, TCodec>(before[i].Key, was[i]);
                TState.Visit<WholeWalk<RemovedSide>, ListChangeSink>(in before[i], in before[i], ref sink);
                sink.Remove<AuditContainer, ContainerCodec>(AuditContainer.Object with { Position = isOrdered && i < lastKept ? i : -1 });
                sink.Exit();
            }
        }

        for (int j = 0; j < after.Length; j++)
        {
            sink.EnterKey<TKey, TCodec>(after[j].Key, isNow[j]);
            if (matches[j] < 0)
            {
                sink.Add<AuditContainer, ContainerCodec>(AuditContainer.Object with { Position = isOrdered && j < lastFound ? j : -1 });
                TState.Visit<WholeWalk<AddedSide>, ListChangeSink>(in after[j], in after[j], ref sink);
            }
            else
            {
                if (moved[j])
                {
                    sink.Move(matches[j], j);
                }

                TState.Visit<CompareWalk, ListChangeSink>(in before[matches[j]], in after[j], ref sink);
            }

            sink.Exit();
        }

        return sink.ToImmutable();
    }

    private static bool SameKey(TState left, TState right) => TCodec.Equal(left.Key, right.Key);

    private static int[] Occurrences(TState[] elements) =>
        [.. elements.Select((element, position) => elements.Take(position + 1).Count(other => SameKey(other, element)))];
}
