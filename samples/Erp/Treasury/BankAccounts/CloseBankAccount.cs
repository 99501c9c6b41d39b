namespace Erp.Treasury;

public sealed record CloseBankAccount(Id<BankAccount> Id, [property: AuditReason] string Why);

[Audited("bank_account.close", AuditCategory.Close, typeof(BankAccount))]
public sealed class CloseBankAccountHandler(IRepository<BankAccount> bankAccounts, RequestContext request) : ICommandHandler<CloseBankAccount>
{
    public Task HandleAsync(CloseBankAccount command, CancellationToken cancellationToken) =>
        bankAccounts.ChangeAsync(command.Id, bankAccount => bankAccount.Close(request.Today), cancellationToken);
}
