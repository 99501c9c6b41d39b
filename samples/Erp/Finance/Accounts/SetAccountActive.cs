namespace Erp.Finance;

public sealed record SetAccountActive(Id<Account> Id, bool Active);

[Audited("account.set_active", AuditCategory.Activate, typeof(Account))]
public sealed class SetAccountActiveHandler(IRepository<Account> accounts) : ICommandHandler<SetAccountActive>
{
    public Task HandleAsync(SetAccountActive command, CancellationToken cancellationToken) =>
        accounts.ChangeAsync(command.Id, account => account.SetActive(command.Active), cancellationToken);
}
