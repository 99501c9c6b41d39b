using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AuditGen.Ledger;

/// <summary>Puts a signer's signature under a checkpoint.</summary>
internal static class CheckpointSigner
{
    /// <summary>Signs, and checks the signature before anyone else sees it: a signer elsewhere may answer with another key.</summary>
    /// <exception cref="LedgerException">The signer failed, or its signature does not verify.</exception>
    public static async ValueTask<SignedNote> SignAsync(LedgerCheckpoint checkpoint, ILedgerSigner signer, CancellationToken cancellationToken)
    {
        string text = checkpoint.ToString();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ReadOnlyMemory<byte> signature = await signer.SignDigestAsync(SHA256.HashData(bytes), cancellationToken).ConfigureAwait(false);
        return signer.Key.Verify(bytes, signature.Span)
            ? SignedNote.Create(text, new NoteSignature(signer.Key.Name, signer.Key.KeyId, [.. signature.Span]))
            : throw new LedgerException($"The signer of {signer.Key.Name} returned a signature that its public key (id {signer.Key.KeyIdText}) does not verify.");
    }
}
