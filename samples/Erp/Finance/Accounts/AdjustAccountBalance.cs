namespace Erp.Finance;

public sealed record AdjustAccountBalance(Id<Account> Id, Money Difference, [property: AuditReason] string Why);

[Audited("account.adjust_balance", AuditCategory.Update, typeof(Account))]
public sealed class AdjustAccountBalanceHandler(IRepository<Account> accounts) : ICommandHandler<AdjustAccountBalance>
{
    public Task HandleAsync(AdjustAccountBalance command, CancellationToken cancellationToken)
    {
        Rule.Text(command.Why, "The reason");
        return accounts.ChangeAsync(command.Id, account => account.AdjustBalance(command.Difference), cancellationToken);
    }
}
