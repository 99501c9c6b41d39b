using System.Numerics;

namespace AuditGen.Ledger;

/// <summary>Checks RFC 6962 proofs, by the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf is at that index of the tree with that root.</summary>
    /// <param name="index">The leaf's index, from 0.</param>
    /// <param name="size">Number of leaves of the tree.</param>
    /// <param name="leaf">The leaf hash.</param>
    /// <param name="proof">The audit path, the leaf's sibling first.</param>
    /// <param name="root">The root.</param>
    public static bool VerifyInclusion(long index, long size, in Sha256Hash leaf, ReadOnlySpan<Sha256Hash> proof, in Sha256Hash root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        long node = index;
        long last = size - 1;
        Sha256Hash hash = leaf;
        foreach (ref readonly Sha256Hash sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = Sha256Hash.OfNode(sibling, hash);
                SkipLevelsWithoutSibling(ref node, ref last);
            }
            else
            {
                hash = Sha256Hash.OfNode(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether the second tree is the first one with leaves added at its end.</summary>
    /// <param name="firstSize">Leaves of the first tree; at least 1, since every tree extends the empty one.</param>
    /// <param name="secondSize">Leaves of the second tree.</param>
    /// <param name="firstRoot">Root of the first tree.</param>
    /// <param name="secondRoot">Root of the second tree.</param>
    /// <param name="proof">The consistency proof; empty where the sizes are equal.</param>
    public static bool VerifyConsistency(
        long firstSize,
        long secondSize,
        in Sha256Hash firstRoot,
        in Sha256Hash secondRoot,
        ReadOnlySpan<Sha256Hash> proof)
    {
        if (firstSize < 1 || firstSize > secondSize)
        {
            return false;
        }

        if (firstSize == secondSize)
        {
            return proof.IsEmpty && firstRoot == secondRoot;
        }

        // The root of a perfect first tree is a node of the second one, and is left out of the proof.
        bool isPerfect = BitOperations.IsPow2(firstSize);
        if (proof.IsEmpty)
        {
            return false;
        }

        long node = firstSize - 1;
        long last = secondSize - 1;
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        Sha256Hash first = isPerfect ? firstRoot : proof[0];
        Sha256Hash second = first;
        foreach (ref readonly Sha256Hash sibling in isPerfect ? proof : proof[1..])
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                first = Sha256Hash.OfNode(sibling, first);
                second = Sha256Hash.OfNode(sibling, second);
                SkipLevelsWithoutSibling(ref node, ref last);
            }
            else
            {
                second = Sha256Hash.OfNode(second, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && first == firstRoot && second == secondRoot;
    }

    /// <summary>A last node without a right sibling is carried upwards unhashed.</summary>
    private static void SkipLevelsWithoutSibling(ref long node, ref long last)
    {
        while (node != 0 && (node & 1) == 0)
        {
            node >>= 1;
            last >>= 1;
        }
    }
}
