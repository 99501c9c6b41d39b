using AuditGen.Ledger;

namespace AuditGen.Journal;

/// <summary>One event as the journal holds it.</summary>
/// <param name="Index">Its position in the log, from 0, without gaps: the leaf index of the ledger.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Context">The business context.</param>
/// <param name="Text">The event text, verbatim. Valid until the page it came with is used again.</param>
/// <param name="Leaf">The leaf hash.</param>
public readonly record struct JournalRecord(long Index, Guid Id, string Context, ReadOnlyMemory<byte> Text, Sha256Hash Leaf);
