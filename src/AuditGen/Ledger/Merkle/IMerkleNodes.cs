namespace AuditGen.Ledger;

/// <summary>The roots of the perfect subtrees of one tree.</summary>
public interface IMerkleNodes
{
    /// <summary>The root of the perfect subtree that holds leaves [index·2^level, (index+1)·2^level).</summary>
    /// <param name="level">Height; 0 gives a leaf hash.</param>
    /// <param name="index">Position among the subtrees of that height.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LedgerException">The tree does not hold all of these leaves.</exception>
    ValueTask<Sha256Hash> NodeAsync(int level, long index, CancellationToken cancellationToken);
}
