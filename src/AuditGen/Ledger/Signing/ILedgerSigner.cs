namespace AuditGen.Ledger;

/// <summary>
/// Signs checkpoints with one ECDSA P-256 key. Shaped after key management services: it is asked asynchronously, gets a
/// digest only, and the private key need never be in the process.
/// </summary>
public interface ILedgerSigner
{
    /// <summary>The public key, with name and id.</summary>
    NoteVerifierKey Key { get; }

    /// <summary>When the key signs.</summary>
    KeyValidity Validity { get; }

    /// <summary>Signs a SHA-256 digest.</summary>
    /// <param name="digest">The 32 bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ECDSA signature as an ASN.1 DER sequence.</returns>
    /// <exception cref="LedgerException">The key could not be used: says why.</exception>
    ValueTask<ReadOnlyMemory<byte>> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken);
}
