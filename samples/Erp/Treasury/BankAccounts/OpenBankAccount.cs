namespace Erp.Treasury;

public sealed record OpenBankAccount(
    Id<BankAccount> Id,
    string Name,
    [property: AuditSensitive(Sensitivity.Omit)] string AccountNumber,
    Currency Currency,
    IReadOnlyList<string> Signatories);

[Audited("bank_account.open", AuditCategory.Create, typeof(BankAccount))]
public sealed class OpenBankAccountHandler(IRepository<BankAccount> bankAccounts) : ICommandHandler<OpenBankAccount>
{
    public Task HandleAsync(OpenBankAccount command, CancellationToken cancellationToken) =>
        bankAccounts.AddAsync(
            new(command.Id, command.Name, Iban.Parse(command.AccountNumber), command.Currency, command.Signatories),
            cancellationToken);
}
