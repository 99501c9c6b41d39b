namespace AuditGen.Ledger;

/// <summary>A key that a verifier accepts.</summary>
/// <param name="Key">The key.</param>
/// <param name="Validity">A checkpoint signed outside of it is not accepted.</param>
public sealed record TrustedKey(NoteVerifierKey Key, KeyValidity Validity);
