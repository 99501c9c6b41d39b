namespace Erp.Finance;

public sealed record UpdateAccount(Id<Account> Id, string Name, AccountKind Kind);

[Audited("account.update", AuditCategory.Update, typeof(Account))]
public sealed class UpdateAccountHandler(IRepository<Account> accounts) : ICommandHandler<UpdateAccount>
{
    public Task HandleAsync(UpdateAccount command, CancellationToken cancellationToken) =>
        accounts.ChangeAsync(command.Id, account => account.Update(command.Name, command.Kind), cancellationToken);
}
