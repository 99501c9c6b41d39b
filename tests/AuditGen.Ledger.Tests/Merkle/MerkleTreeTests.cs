using System.Collections.Immutable;
using System.Text;

namespace AuditGen.Ledger.Tests.Merkle;

public sealed class MerkleTreeTests
{
    private const int Largest = 70;

    private static readonly ReferenceTree Reference = new(Largest);

    [Fact]
    public void A_leaf_hash_is_the_sha256_of_a_zero_byte_and_the_text()
    {
        foreach (int length in (int[])[0, 1, 900, 1022, 1023, 1024, 1025, 5000, 100_000])
        {
            byte[] text = Encoding.ASCII.GetBytes(new string('x', length));
            Sha256Hash.OfLeaf(text).ToString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([0, .. text])));
        }
    }

    [Fact]
    public void The_frontier_gives_the_root_of_the_definition_at_every_size()
    {
        var frontier = new MerkleFrontier();
        for (int size = 0; size < Largest; size++)
        {
            frontier.Root().ShouldBe(Reference.Root(size));
            new MerkleFrontier(size, frontier.Subtrees).Root().ShouldBe(frontier.Root());
            frontier.Append(Reference.Leaves[size]);
        }
    }

    [Fact]
    public async Task The_frontier_read_from_a_tree_is_the_one_that_grew()
    {
        var builder = new MerkleProofBuilder(Reference);
        for (int size = 0; size < Largest; size++)
        {
            MerkleFrontier frontier = await builder.FrontierAsync(size, TestContext.Current.CancellationToken);
            frontier.Size.ShouldBe(size);
            frontier.Root().ShouldBe(Reference.Root(size));
        }
    }

    [Fact]
    public void A_frontier_refuses_a_subtree_that_cannot_begin_there()
    {
        var frontier = new MerkleFrontier();
        frontier.Append(Reference.Leaves[0]);
        Should.Throw<InvalidOperationException>(() => frontier.Append(1, Reference.Leaves[1]));
        Should.Throw<ArgumentException>(() => new MerkleFrontier(3, [Reference.Leaves[0]]));
    }

    [Fact]
    public async Task Every_inclusion_proof_verifies_and_no_changed_one_does()
    {
        var builder = new MerkleProofBuilder(Reference);
        for (int size = 1; size < Largest; size++)
        {
            Sha256Hash root = Reference.Root(size);
            for (int index = 0; index < size; index++)
            {
                ImmutableArray<Sha256Hash> proof = await builder.InclusionAsync(index, size, TestContext.Current.CancellationToken);
                MerkleProof.VerifyInclusion(index, size, Reference.Leaves[index], proof.AsSpan(), root).ShouldBeTrue();
                foreach (ImmutableArray<Sha256Hash> changed in Changed(proof))
                {
                    MerkleProof.VerifyInclusion(index, size, Reference.Leaves[index], changed.AsSpan(), root).ShouldBeFalse();
                }

                MerkleProof.VerifyInclusion(index + 1, size, Reference.Leaves[index], proof.AsSpan(), root).ShouldBeFalse();
                MerkleProof.VerifyInclusion(-1, size, Reference.Leaves[index], proof.AsSpan(), root).ShouldBeFalse();
                MerkleProof.VerifyInclusion(index, size, Reference.Leaves[(index + 1) % Largest], proof.AsSpan(), root).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public async Task Every_consistency_proof_verifies_and_no_changed_one_does()
    {
        var builder = new MerkleProofBuilder(Reference);
        for (int second = 1; second < Largest; second++)
        {
            Sha256Hash root = Reference.Root(second);
            for (int first = 1; first <= second; first++)
            {
                Sha256Hash earlier = Reference.Root(first);
                ImmutableArray<Sha256Hash> proof = await builder.ConsistencyAsync(first, second, TestContext.Current.CancellationToken);
                MerkleProof.VerifyConsistency(first, second, earlier, root, proof.AsSpan()).ShouldBeTrue();
                foreach (ImmutableArray<Sha256Hash> changed in Changed(proof))
                {
                    MerkleProof.VerifyConsistency(first, second, earlier, root, changed.AsSpan()).ShouldBeFalse();
                }

                if (first < second)
                {
                    MerkleProof.VerifyConsistency(second, first, root, earlier, proof.AsSpan()).ShouldBeFalse();
                    MerkleProof.VerifyConsistency(first, second, root, earlier, proof.AsSpan()).ShouldBeFalse();
                }
            }
        }
    }

    /// <summary>A known answer: eight leaves whose root is fixed here for good.</summary>
    [Fact]
    public void The_root_of_eight_known_leaves_never_changes()
    {
        var frontier = new MerkleFrontier();
        for (int i = 0; i < 8; i++)
        {
            frontier.Append(Sha256Hash.OfLeaf(Encoding.ASCII.GetBytes($"{{\"v\":1,\"n\":{i}}}")));
        }

        frontier.Root().ToBase64().ShouldBe(KnownRoot);
    }

    private const string KnownRoot = "LOeHO22GdMOwlmv6MtD/58G7VzVsoc8kbs4O2CVAvO8=";

    private static IEnumerable<ImmutableArray<Sha256Hash>> Changed(ImmutableArray<Sha256Hash> proof)
    {
        yield return proof.Add(Reference.Leaves[0]);
        yield return proof.Insert(0, Reference.Leaves[0]);
        if (proof.Length > 0)
        {
            yield return proof.RemoveAt(proof.Length - 1);
            yield return proof.RemoveAt(0);
            for (int i = 0; i < proof.Length; i++)
            {
                byte[] bytes = Convert.FromBase64String(proof[i].ToBase64());
                bytes[i % Sha256Hash.Size] ^= 0x10;
                yield return proof.SetItem(i, Sha256Hash.FromBytes(bytes));
            }
        }
    }
}
