namespace Erp.Finance;

public sealed record ReverseJournalEntry(Id<JournalEntry> Id, Id<JournalEntry> Reversal, DateOnly On, [property: AuditReason] string Why);

[Audited("journal_entry.reverse", AuditCategory.Reverse, typeof(JournalEntry))]
public sealed class ReverseJournalEntryHandler(IRepository<JournalEntry> entries, Books books, ITransactions transactions)
    : ICommandHandler<ReverseJournalEntry>
{
    public async Task HandleAsync(ReverseJournalEntry command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        JournalEntry? reversal = null;
        await entries.ChangeAsync(command.Id, entry => reversal = entry.Reverse(command.Reversal, command.On), cancellationToken);
        await books.RequireOpenAsync(reversal!.Period, command.On, cancellationToken);
        await entries.AddAsync(reversal, cancellationToken);
        await books.BookAsync(reversal, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
