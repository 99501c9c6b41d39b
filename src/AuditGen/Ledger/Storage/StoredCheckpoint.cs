namespace AuditGen.Ledger;

/// <summary>A checkpoint as a ledger keeps it.</summary>
/// <param name="Sequence">Its place among the checkpoints, from 1, without gaps.</param>
/// <param name="Note">The signed note, to the byte.</param>
public sealed record StoredCheckpoint(long Sequence, ReadOnlyMemory<byte> Note);
