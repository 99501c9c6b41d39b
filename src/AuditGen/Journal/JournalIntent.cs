namespace AuditGen.Journal;

/// <summary>An operation that began and whose end the journal does not know.</summary>
/// <param name="Operation">The operation's id.</param>
/// <param name="Context">The business context.</param>
/// <param name="Text">The intent: an event text without changes, with outcome <c>unknown</c>.</param>
public sealed record JournalIntent(Guid Operation, string Context, ReadOnlyMemory<byte> Text);
