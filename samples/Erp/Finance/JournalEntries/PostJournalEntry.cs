namespace Erp.Finance;

public sealed record PostJournalEntry(Id<JournalEntry> Id, string Number, PeriodKey Period, DateOnly On, IReadOnlyList<JournalLine> Lines);

/// <summary>Posts a journal entry and moves the balances of its accounts with it.</summary>
[Audited("journal_entry.post", AuditCategory.Post, typeof(JournalEntry))]
public sealed class PostJournalEntryHandler(IRepository<JournalEntry> entries, Books books, ITransactions transactions)
    : ICommandHandler<PostJournalEntry>
{
    public async Task HandleAsync(PostJournalEntry command, CancellationToken cancellationToken)
    {
        await books.RequireOpenAsync(command.Period, command.On, cancellationToken);
        await using ITransaction transaction = transactions.Begin();
        var entry = new JournalEntry(command.Id, command.Number, command.Period, command.On, command.Lines);
        await entries.AddAsync(entry, cancellationToken);
        await books.BookAsync(entry, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
