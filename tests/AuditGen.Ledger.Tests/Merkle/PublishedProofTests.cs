using System.Text.Json;

namespace AuditGen.Ledger.Tests.Merkle;

public sealed class PublishedProofTests
{
    [Fact]
    public void Every_published_inclusion_case_is_judged_as_published()
    {
        foreach (JsonElement test in SharedVectors.Read("rfc6962-inclusion.jsonl"))
        {
            Sha256Hash? root = SharedVectors.Hash(test.GetProperty("root"));
            Sha256Hash? leaf = SharedVectors.Hash(test.GetProperty("leafHash"));
            Sha256Hash[]? proof = SharedVectors.Proof(test.GetProperty("proof"));
            bool verified = root is { } r && leaf is { } l && proof is not null
                && MerkleProof.VerifyInclusion(
                    SharedVectors.Number(test.GetProperty("leafIdx")),
                    SharedVectors.Number(test.GetProperty("treeSize")),
                    l,
                    proof,
                    r);
            verified.ShouldBe(!test.GetProperty("wantErr").GetBoolean(), test.GetProperty("case").GetString());
        }
    }

    [Fact]
    public void Every_published_consistency_case_is_judged_as_published()
    {
        foreach (JsonElement test in SharedVectors.Read("rfc6962-consistency.jsonl"))
        {
            Sha256Hash[]? proof = SharedVectors.Proof(test.GetProperty("proof"));
            bool verified = proof is not null
                && MerkleProof.VerifyConsistency(
                    SharedVectors.Number(test.GetProperty("size1")),
                    SharedVectors.Number(test.GetProperty("size2")),
                    SharedVectors.Root(test.GetProperty("root1")),
                    SharedVectors.Root(test.GetProperty("root2")),
                    proof);
            verified.ShouldBe(!test.GetProperty("wantErr").GetBoolean(), test.GetProperty("case").GetString());
        }
    }
}
