using System.Text;

namespace AuditGen.Ledger;

/// <summary>Checks proofs with nothing but the file and a key.</summary>
public static class ProofVerifier
{
    /// <summary>Checks a proof.</summary>
    /// <param name="bundle">The proof.</param>
    /// <param name="keys">The keys that are trusted: never the one in the bundle.</param>
    /// <returns>Why it is rejected, or <see langword="null"/> where it holds.</returns>
    public static string? Reject(ProofBundle bundle, IReadOnlyCollection<TrustedKey> keys)
    {
        try
        {
            LedgerCheckpoint checkpoint = Open(bundle.Checkpoint, keys);
            var proof = new Sha256Hash[bundle.Proof.IsDefault ? 0 : bundle.Proof.Length];
            for (int i = 0; i < proof.Length; i++)
            {
                if (!Sha256Hash.TryParseBase64(bundle.Proof[i], out proof[i]))
                {
                    return $"hash {i} of the proof is not the base64 of 32 bytes";
                }
            }

            return bundle.Kind switch
            {
                ProofBundle.Inclusion => RejectInclusion(bundle, checkpoint, proof),
                ProofBundle.Consistency => RejectConsistency(Open(bundle.From ?? "", keys), checkpoint, proof),
                _ => $"the kind '{bundle.Kind}' is unknown",
            };
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private static string? RejectInclusion(ProofBundle bundle, LedgerCheckpoint checkpoint, ReadOnlySpan<Sha256Hash> proof)
    {
        if (bundle.Event is null || bundle.Index is not { } index)
        {
            return "a proof of inclusion has an event and an index";
        }

        Sha256Hash leaf = Sha256Hash.OfLeaf(Encoding.UTF8.GetBytes(bundle.Event));
        return MerkleProof.VerifyInclusion(index, checkpoint.Size, leaf, proof, checkpoint.Root)
            ? null
            : $"the event is not event {index} of the log '{checkpoint.Origin}' at size {checkpoint.Size}";
    }

    private static string? RejectConsistency(LedgerCheckpoint from, LedgerCheckpoint to, ReadOnlySpan<Sha256Hash> proof)
    {
        if (!string.Equals(from.Origin, to.Origin, StringComparison.Ordinal))
        {
            return $"the checkpoints are of two logs, '{from.Origin}' and '{to.Origin}'";
        }

        return MerkleProof.VerifyConsistency(from.Size, to.Size, from.Root, to.Root, proof)
            ? null
            : $"the checkpoint of {to.Size} events does not continue the one of {from.Size}";
    }

    private static LedgerCheckpoint Open(string text, IReadOnlyCollection<TrustedKey> keys)
    {
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(text));
        NoteVerification verification = NoteVerification.Verify(note, keys.Select(static key => key.Key));
        if (verification.Reason is { } reason)
        {
            throw new FormatException(reason);
        }

        LedgerCheckpoint checkpoint = LedgerCheckpoint.Parse(note.Text.Span);
        return keys.Any(key => verification.Keys.Contains(key.Key) && (checkpoint.Timestamp is { } time ? key.Validity.Covers(time) : key.Validity == KeyValidity.Always))
            ? checkpoint
            : throw new FormatException($"the key that signed the checkpoint was not valid then ({checkpoint.Timestamp:u})");
    }
}
