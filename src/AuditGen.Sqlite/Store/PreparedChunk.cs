using AuditGen.Journal;

namespace AuditGen.Sqlite.Store;

/// <summary>A run of a page, read and checked: what can be stored and what cannot.</summary>
internal sealed class PreparedChunk
{
    public List<PreparedEvent> Events { get; } = [];

    public List<(JournalRecord Record, string Reason)> Refused { get; } = [];
}
