namespace Erp.Finance;

/// <summary>What every posting has in common: an open period, and accounts whose balances move.</summary>
public sealed class Books(IRepository<Period, PeriodKey> periods, IRepository<Account> accounts)
{
    /// <exception cref="BusinessRuleException">The period is closed, or the day is not in it.</exception>
    public async Task RequireOpenAsync(PeriodKey key, DateOnly day, CancellationToken cancellationToken) =>
        (await periods.GetAsync(key, cancellationToken)).RequireOpen(day);

    public async Task BookAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        foreach (JournalLine line in entry.Lines)
        {
            await accounts.ChangeAsync(line.Account, account => account.Book(line.Amount), cancellationToken);
        }
    }
}
