using AuditGen.Journal;

namespace AuditGen.Consuming;

/// <summary>
/// A consumer that keeps its own position together with what it stores. When it is behind the journal's cursor, because it
/// was restored from a backup or lost, it is given the events again as far as the journal still holds them.
/// </summary>
public interface IPositionedConsumer : IJournalConsumer
{
    /// <summary>Index of the first event that it has not taken.</summary>
    long Position { get; }
}
