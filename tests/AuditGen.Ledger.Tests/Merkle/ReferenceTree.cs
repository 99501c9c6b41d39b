using System.Security.Cryptography;
using System.Text;

namespace AuditGen.Ledger.Tests.Merkle;

/// <summary>RFC 6962 §2.1 word for word, in memory and slow: what the implementation is measured against.</summary>
internal sealed class ReferenceTree(int count) : IMerkleNodes
{
    public Sha256Hash[] Leaves { get; } = [.. Enumerable.Range(0, count).Select(Leaf)];

    public static Sha256Hash Leaf(int index) => Sha256Hash.FromBytes(SHA256.HashData([0, .. Encoding.UTF8.GetBytes($"leaf {index}")]));

    public Sha256Hash Root(int size) => Root(Leaves.AsSpan(0, size));

    public ValueTask<Sha256Hash> NodeAsync(int level, long index, CancellationToken cancellationToken) =>
        new(Root(Leaves.AsSpan((int)(index << level), 1 << level)));

    private static Sha256Hash Root(ReadOnlySpan<Sha256Hash> leaves)
    {
        if (leaves.IsEmpty)
        {
            return Sha256Hash.FromBytes(SHA256.HashData([]));
        }

        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        int left = 1;
        while (left * 2 < leaves.Length)
        {
            left *= 2;
        }

        return Sha256Hash.FromBytes(SHA256.HashData([1, .. Bytes(Root(leaves[..left])), .. Bytes(Root(leaves[left..]))]));
    }

    private static byte[] Bytes(Sha256Hash hash) => Convert.FromBase64String(hash.ToBase64());
}
