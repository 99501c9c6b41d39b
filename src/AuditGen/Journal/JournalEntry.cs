using AuditGen.Ledger;

namespace AuditGen.Journal;

/// <summary>One thing to be made durable. Entries of one commit are durable together or not at all.</summary>
public readonly struct JournalEntry
{
    /// <summary>What is asked.</summary>
    public required JournalEntryKind Kind { get; init; }

    /// <summary>The event's id (UUIDv7); for an intent the operation's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The business context.</summary>
    public required string Context { get; init; }

    /// <summary>The event text, or the intent's text; empty when an intent is closed. Valid until the commit returns.</summary>
    public ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The leaf hash of the event text; unused for intents.</summary>
    public Sha256Hash Leaf { get; init; }
}
