using System.Security.Cryptography;

namespace AuditGen.Ledger.Tests.Merkle;

public sealed class WideSha256Tests
{
    [Fact]
    public void Many_messages_at_once_hash_as_the_platform_hashes_each()
    {
        Assert.SkipUnless(WideSha256.IsSupported, "This machine has no AVX-512: the platform's hash is used instead.");
        var random = new Random(3);
        byte[] data = new byte[200_000];
        random.NextBytes(data);
        foreach (int count in (int[])[1, 2, 15, 16, 17, 33, 300])
        {
            (int Start, int Length)[] messages = [.. Enumerable.Range(0, count).Select(i => (random.Next(0, 100_000), i < 140 ? i : random.Next(0, 3000)))];
            random.Shuffle(messages);
            var hashes = new Sha256Hash[count];
            foreach (byte prefix in (byte[])[0, 1, 0xff])
            {
                WideSha256.Hash(prefix, data, messages, hashes);
                for (int i = 0; i < count; i++)
                {
                    byte[] expected = SHA256.HashData([prefix, .. data.AsSpan(messages[i].Start, messages[i].Length)]);
                    hashes[i].ShouldBe(Sha256Hash.FromBytes(expected), $"{count} messages, one of {messages[i].Length} bytes");
                }
            }
        }
    }

    [Fact]
    public void A_tile_folds_to_the_root_that_leaf_by_leaf_gives()
    {
        Sha256Hash[] leaves = [.. Enumerable.Range(0, 256).Select(ReferenceTree.Leaf)];
        for (int width = 1; width <= 256; width *= 2)
        {
            var frontier = new MerkleFrontier();
            foreach (Sha256Hash leaf in leaves.AsSpan(0, width))
            {
                frontier.Append(leaf);
            }

            HashBatch.Fold([.. leaves.AsSpan(0, width)]).ShouldBe(frontier.Root());
        }
    }
}
