namespace AuditGen.Journal;

/// <summary>What an entry asks of the journal.</summary>
public enum JournalEntryKind : byte
{
    /// <summary>Append an event: it takes the next index of the log and its leaf enters the ledger.</summary>
    Event = 1,

    /// <summary>Remember that an operation is about to run. Not an event, not in the ledger.</summary>
    OpenIntent = 2,

    /// <summary>The operation came to an end that its events, if any, tell: forget the intent.</summary>
    CloseIntent = 3,
}
