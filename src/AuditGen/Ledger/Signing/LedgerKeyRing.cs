using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>The keys that a log signs with, one after the other.</summary>
public sealed class LedgerKeyRing
{
    /// <summary>Creates the ring.</summary>
    /// <param name="signers">At least one signer; where several are valid, the one that became valid last signs.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LedgerKeyRing(params IEnumerable<ILedgerSigner> signers)
    {
        Signers = [.. signers.OrderByDescending(static signer => signer.Validity.NotBefore)];
        if (Signers.IsEmpty)
        {
            throw new ArgumentException("The ledger needs a key to sign with.", nameof(signers));
        }
    }

    /// <summary>The signers, the newest first.</summary>
    public ImmutableArray<ILedgerSigner> Signers { get; }

    /// <summary>The keys as a verifier needs them.</summary>
    public ImmutableArray<TrustedKey> TrustedKeys => [.. Signers.Select(static signer => new TrustedKey(signer.Key, signer.Validity))];

    /// <summary>The signer for a time.</summary>
    /// <exception cref="LedgerException">No key is valid then.</exception>
    public ILedgerSigner SignerAt(DateTimeOffset time) => Signers.FirstOrDefault(signer => signer.Validity.Covers(time))
        ?? throw new LedgerException($"No signing key is valid at {time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: add one whose validity begins earlier and ends later.");
}
