namespace AuditGen.Ledger;

/// <summary>Consecutive hashes of one tile level, inside one tile.</summary>
/// <param name="Level">The tile level.</param>
/// <param name="First">Position of the first hash at that level.</param>
/// <param name="Hashes">The hashes.</param>
public sealed record HashRun(int Level, long First, ReadOnlyMemory<Sha256Hash> Hashes);
