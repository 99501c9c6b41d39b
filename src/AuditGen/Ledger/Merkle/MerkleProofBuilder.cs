using System.Collections.Immutable;
using System.Numerics;

namespace AuditGen.Ledger;

/// <summary>Builds RFC 6962 proofs from the perfect subtrees of a tree; reads a logarithmic number of them.</summary>
/// <param name="nodes">The tree.</param>
public sealed class MerkleProofBuilder(IMerkleNodes nodes)
{
    /// <summary>The audit path of a leaf (RFC 6962 §2.1.1), the leaf's sibling first.</summary>
    /// <param name="index">The leaf's index.</param>
    /// <param name="size">Number of leaves of the tree that the path leads to the root of.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<ImmutableArray<Sha256Hash>> InclusionAsync(long index, long size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var siblings = new Stack<(long Start, long Count)>();
        long start = 0;
        long count = size;
        while (count > 1)
        {
            long left = LargestPowerOfTwoBelow(count);
            if (index - start < left)
            {
                siblings.Push((start + left, count - left));
                count = left;
            }
            else
            {
                siblings.Push((start, left));
                start += left;
                count -= left;
            }
        }

        return await RootsAsync(siblings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The consistency proof between two sizes of the tree (RFC 6962 §2.1.2).</summary>
    /// <param name="firstSize">The smaller size, at least 1.</param>
    /// <param name="secondSize">The larger size.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<ImmutableArray<Sha256Hash>> ConsistencyAsync(long firstSize, long secondSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstSize, secondSize);
        var siblings = new Stack<(long Start, long Count)>();
        long start = 0;
        long first = firstSize;
        long second = secondSize;
        bool isWholeFirstTree = true;
        while (first != second)
        {
            long left = LargestPowerOfTwoBelow(second);
            if (first <= left)
            {
                siblings.Push((start + left, second - left));
                second = left;
            }
            else
            {
                siblings.Push((start, left));
                start += left;
                first -= left;
                second -= left;
                isWholeFirstTree = false;
            }
        }

        if (!isWholeFirstTree)
        {
            siblings.Push((start, first));
        }

        return await RootsAsync(siblings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The frontier of the tree at a size: what a signer needs to go on, or to give the root.</summary>
    /// <param name="size">Number of leaves.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<MerkleFrontier> FrontierAsync(long size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var frontier = new MerkleFrontier();
        while (frontier.Size < size)
        {
            int level = BitOperations.Log2((ulong)(size - frontier.Size));
            Sha256Hash node = await nodes.NodeAsync(level, frontier.Size >> level, cancellationToken).ConfigureAwait(false);
            frontier.Append(level, node);
        }

        return frontier;
    }

    private async ValueTask<ImmutableArray<Sha256Hash>> RootsAsync(Stack<(long Start, long Count)> subtrees, CancellationToken cancellationToken)
    {
        var roots = ImmutableArray.CreateBuilder<Sha256Hash>(subtrees.Count);
        foreach ((long start, long count) in subtrees)
        {
            roots.Add(await RootAsync(start, count, cancellationToken).ConfigureAwait(false));
        }

        return roots.DrainToImmutable();
    }

    /// <summary>The root over a run of leaves that begins where a perfect subtree of its width can begin.</summary>
    private async ValueTask<Sha256Hash> RootAsync(long start, long count, CancellationToken cancellationToken)
    {
        var roots = new Stack<Sha256Hash>();
        while (count > 0)
        {
            int level = BitOperations.Log2((ulong)count);
            roots.Push(await nodes.NodeAsync(level, start >> level, cancellationToken).ConfigureAwait(false));
            start += 1L << level;
            count -= 1L << level;
        }

        Sha256Hash root = roots.Pop();
        while (roots.TryPop(out Sha256Hash left))
        {
            root = Sha256Hash.OfNode(left, root);
        }

        return root;
    }

    private static long LargestPowerOfTwoBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
