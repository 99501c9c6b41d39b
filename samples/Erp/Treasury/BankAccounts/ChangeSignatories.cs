namespace Erp.Treasury;

public sealed record ChangeSignatories(Id<BankAccount> Id, IReadOnlyList<string> Signatories, [property: AuditReason] string Why);

[Audited("bank_account.change_signatories", AuditCategory.Grant, typeof(BankAccount))]
public sealed class ChangeSignatoriesHandler(IRepository<BankAccount> bankAccounts) : ICommandHandler<ChangeSignatories>
{
    public Task HandleAsync(ChangeSignatories command, CancellationToken cancellationToken) =>
        bankAccounts.ChangeAsync(command.Id, bankAccount => bankAccount.ChangeSignatories(command.Signatories), cancellationToken);
}
