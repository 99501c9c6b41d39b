using System.Numerics;

namespace AuditGen.Ledger;

/// <summary>
/// The right edge of a growing RFC 6962 tree: the roots of its perfect subtrees, largest first. Takes leaves one by one
/// or whole subtrees, and gives the root at any time; memory is logarithmic in the number of leaves.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly Sha256Hash[] _subtrees = new Sha256Hash[64];
    private int _count;

    /// <summary>Creates the frontier of the empty tree.</summary>
    public MerkleFrontier()
    {
    }

    /// <summary>Creates the frontier of a tree from the roots of its perfect subtrees.</summary>
    /// <param name="size">Number of leaves.</param>
    /// <param name="subtrees">One root for each bit set in <paramref name="size"/>, largest subtree first.</param>
    /// <exception cref="ArgumentException">The number of roots does not fit the size.</exception>
    public MerkleFrontier(long size, ReadOnlySpan<Sha256Hash> subtrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (BitOperations.PopCount((ulong)size) != subtrees.Length)
        {
            throw new ArgumentException("A tree has as many perfect subtrees as its size has bits.", nameof(subtrees));
        }

        Size = size;
        subtrees.CopyTo(_subtrees);
        _count = subtrees.Length;
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The roots of the perfect subtrees, largest first.</summary>
    public ReadOnlySpan<Sha256Hash> Subtrees => _subtrees.AsSpan(0, _count);

    /// <summary>Adds one leaf.</summary>
    public void Append(in Sha256Hash leaf) => Append(0, leaf);

    /// <summary>Adds a perfect subtree of 2^<paramref name="level"/> leaves.</summary>
    /// <param name="level">Height of the subtree; 0 is a leaf.</param>
    /// <param name="root">Its root.</param>
    /// <exception cref="InvalidOperationException">A subtree of that height cannot begin at this size.</exception>
    public void Append(int level, in Sha256Hash root)
    {
        long width = 1L << level;
        if ((Size & (width - 1)) != 0)
        {
            throw new InvalidOperationException($"A subtree of {width} leaves cannot begin at leaf {Size}.");
        }

        Sha256Hash node = root;
        for (long rest = Size >> level; (rest & 1) == 1; rest >>= 1)
        {
            node = Sha256Hash.OfNode(_subtrees[--_count], node);
        }

        _subtrees[_count++] = node;
        Size += width;
    }

    /// <summary>The root of the tree so far.</summary>
    public Sha256Hash Root()
    {
        if (_count == 0)
        {
            return Sha256Hash.OfEmptyTree;
        }

        Sha256Hash root = _subtrees[_count - 1];
        for (int i = _count - 2; i >= 0; i--)
        {
            root = Sha256Hash.OfNode(_subtrees[i], root);
        }

        return root;
    }

    /// <summary>An independent copy.</summary>
    public MerkleFrontier Copy() => new(Size, Subtrees);
}
