using System.Collections.Immutable;

namespace AuditGen.Journal;

/// <summary>The persisted cursors of a journal's consumers, by name.</summary>
public interface IJournalCursors
{
    /// <summary>Names and positions of all consumers that the journal knows, also of those that do not run at present.</summary>
    ImmutableArray<JournalCursorPosition> Positions { get; }

    /// <summary>
    /// Opens the consumer's cursor, creating it at the oldest event held. From then on no segment leaves before this
    /// consumer has acknowledged it, whether it runs or not.
    /// </summary>
    /// <param name="name">The consumer's stable name.</param>
    /// <param name="isStoreOfRecord">Whether what it acknowledged is kept for good outside the journal.</param>
    IJournalCursor Open(string name, bool isStoreOfRecord);

    /// <summary>Forgets a consumer that will never come back, so that it no longer holds segments.</summary>
    /// <returns>Whether there was one of that name.</returns>
    bool Forget(string name);
}
