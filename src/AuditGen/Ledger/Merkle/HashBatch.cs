using System.Runtime.InteropServices;

namespace AuditGen.Ledger;

/// <summary>Hashes many leaves or nodes in one call, by whichever way is fastest on this machine.</summary>
internal static class HashBatch
{
    private static readonly (int Start, int Length)[] s_pairs =
        [.. Enumerable.Range(0, ILedgerReader.TileWidth / 2).Select(static i => (i * 2 * Sha256Hash.Size, 2 * Sha256Hash.Size))];

    /// <summary>The leaf hashes of texts in one buffer.</summary>
    public static void Leaves(ReadOnlySpan<byte> data, ReadOnlySpan<(int Start, int Length)> texts, Span<Sha256Hash> leaves)
    {
        if (WideSha256.IsSupported && texts.Length > 1)
        {
            WideSha256.Hash(0x00, data, texts, leaves);
            return;
        }

        for (int i = 0; i < texts.Length; i++)
        {
            leaves[i] = Sha256Hash.OfLeaf(data.Slice(texts[i].Start, texts[i].Length));
        }
    }

    /// <summary>The root over a power of two of hashes, at most a tile; the hashes are overwritten.</summary>
    public static Sha256Hash Fold(Span<Sha256Hash> hashes)
    {
        Span<Sha256Hash> copy = stackalloc Sha256Hash[ILedgerReader.TileWidth];
        for (int width = hashes.Length; width > 1; width /= 2)
        {
            if (WideSha256.IsSupported && width > 4)
            {
                // Sixteen pairs are read while others are written, so they are read from a copy.
                hashes[..width].CopyTo(copy);
                WideSha256.Hash(0x01, MemoryMarshal.AsBytes(copy[..width]), s_pairs.AsSpan(0, width / 2), hashes);
                continue;
            }

            for (int i = 0; i < width; i += 2)
            {
                hashes[i / 2] = Sha256Hash.OfNode(hashes[i], hashes[i + 1]);
            }
        }

        return hashes[0];
    }
}
