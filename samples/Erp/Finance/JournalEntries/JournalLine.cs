namespace Erp.Finance;

/// <summary>One side of a journal entry: a debit is positive, a credit negative.</summary>
[Auditable]
public sealed record JournalLine([property: AuditKey] int Number, [property: AuditReference] Id<Account> Account, Money Amount, string Text);
