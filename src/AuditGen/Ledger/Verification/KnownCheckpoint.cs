namespace AuditGen.Ledger;

/// <summary>A checkpoint whose signature by a trusted key was verified.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Where">The ledger, anchor or memory that holds it.</param>
/// <param name="Sequence">Its sequence in the ledger; <see langword="null"/> elsewhere.</param>
internal sealed record KnownCheckpoint(LedgerCheckpoint Checkpoint, string Where, long? Sequence);
