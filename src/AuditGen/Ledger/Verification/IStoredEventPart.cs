namespace AuditGen.Ledger;

/// <summary>A part of a copy: a segment, an archive, a run of a large one.</summary>
public interface IStoredEventPart
{
    /// <summary>What people call it; unique within its copy.</summary>
    string Name { get; }

    /// <summary>Opens the part.</summary>
    /// <param name="compareFields">Whether to derive every indexed field from the event text again and to compare.</param>
    /// <exception cref="LedgerException">It cannot be read: says why.</exception>
    IStoredEventReader Open(bool compareFields);
}
