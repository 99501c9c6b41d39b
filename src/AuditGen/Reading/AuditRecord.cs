using AuditGen.Ledger;

namespace AuditGen.Reading;

/// <summary>One event as a store gives it.</summary>
/// <param name="Event">The event; its text is the one that was written, byte for byte.</param>
/// <param name="Index">Its position in the journal: the leaf index of the ledger.</param>
/// <param name="Leaf">Its leaf hash as recorded when it was written.</param>
public sealed record AuditRecord(AuditEvent Event, long Index, Sha256Hash Leaf);
