using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>What became of checking a note against known keys.</summary>
/// <param name="Keys">The known keys whose signatures verified, in the order of the lines; empty when the note is rejected.</param>
/// <param name="Reason">Why the note is rejected, or <see langword="null"/>.</param>
public sealed record NoteVerification(ImmutableArray<NoteVerifierKey> Keys, string? Reason)
{
    /// <summary>Whether at least one known key signed, and no signature of a known key fails.</summary>
    public bool IsValid => Reason is null;

    /// <summary>
    /// Checks a note by the rules of C2SP <c>signed-note</c>: signatures of unknown keys are ignored, each signature of a
    /// known key (same name and id) must verify, and there must be one.
    /// </summary>
    /// <param name="note">The note.</param>
    /// <param name="keys">The known keys.</param>
    public static NoteVerification Verify(SignedNote note, IEnumerable<NoteVerifierKey> keys)
    {
        NoteVerifierKey[] known = [.. keys];
        var verified = ImmutableArray.CreateBuilder<NoteVerifierKey>();
        foreach (NoteSignature signature in note.Signatures)
        {
            NoteVerifierKey[] candidates = [.. known.Where(key => key.KeyId == signature.KeyId && string.Equals(key.Name, signature.Name, StringComparison.Ordinal))];
            if (candidates.Length == 0)
            {
                continue;
            }

            NoteVerifierKey? signer = candidates.FirstOrDefault(key => key.Verify(note.Text.Span, signature.Signature.AsSpan()));
            if (signer is null)
            {
                return Rejected($"the signature of {signature.Name} (key id {signature.KeyId:x8}) does not verify");
            }

            verified.Add(signer);
        }

        return verified.Count > 0
            ? new NoteVerification(verified.DrainToImmutable(), Reason: null)
            : Rejected(DescribeStrangers(note, known));
    }

    private static NoteVerification Rejected(string reason) => new([], reason);

    private static string DescribeStrangers(SignedNote note, NoteVerifierKey[] known)
    {
        string signers = string.Join(", ", note.Signatures.Select(static s => $"{s.Name} (key id {s.KeyId:x8})"));
        string keys = known.Length == 0 ? "none" : string.Join(", ", known.Select(static k => $"{k.Name} (key id {k.KeyIdText})"));
        return $"no signature by a known key: signed by {signers}; known keys: {keys}";
    }
}
