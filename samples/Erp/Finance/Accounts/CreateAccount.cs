namespace Erp.Finance;

public sealed record CreateAccount(Id<Account> Id, string Code, string Name, AccountKind Kind, Currency Currency);

[Audited("account.create", AuditCategory.Create, typeof(Account))]
public sealed class CreateAccountHandler(IRepository<Account> accounts) : ICommandHandler<CreateAccount>
{
    public Task HandleAsync(CreateAccount command, CancellationToken cancellationToken) =>
        accounts.AddAsync(new(command.Id, command.Code, command.Name, command.Kind, command.Currency), cancellationToken);
}
