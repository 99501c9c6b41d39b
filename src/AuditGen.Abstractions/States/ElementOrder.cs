using System.Buffers;

namespace AuditGen.States;

/// <summary>Decides which elements moved: as few as possible, all others keep their order among themselves.</summary>
internal static class ElementOrder
{
    /// <summary>Marks what is outside one longest increasing subsequence of the old positions.</summary>
    /// <param name="matches">For each element after its position before; -1 for a new one.</param>
    /// <param name="moved">Receives whether the element moved.</param>
    public static void FindMoved(ReadOnlySpan<int> matches, Span<bool> moved)
    {
        int[] tails = ArrayPool<int>.Shared.Rent(matches.Length);
        int[] previous = ArrayPool<int>.Shared.Rent(matches.Length);
        int length = 0;
        for (int j = 0; j < matches.Length; j++)
        {
            moved[j] = matches[j] >= 0;
            if (matches[j] < 0)
            {
                continue;
            }

            // tails[k] is the element that ends the increasing run of length k + 1 with the smallest old position.
            int low = 0;
            int high = length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (matches[tails[middle]] < matches[j])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            previous[j] = low > 0 ? tails[low - 1] : -1;
            tails[low] = j;
            length = Math.Max(length, low + 1);
        }

        for (int j = length > 0 ? tails[length - 1] : -1; j >= 0; j = previous[j])
        {
            moved[j] = false;
        }

        ArrayPool<int>.Shared.Return(tails);
        ArrayPool<int>.Shared.Return(previous);
    }
}
