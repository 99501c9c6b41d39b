namespace AuditGen.Journal;

/// <summary>How far a consumer has come.</summary>
/// <param name="Name">The consumer's name.</param>
/// <param name="Position">Index of the first event not acknowledged.</param>
/// <param name="IsStoreOfRecord">Whether what it acknowledged is kept for good outside the journal.</param>
public sealed record JournalCursorPosition(string Name, long Position, bool IsStoreOfRecord);
