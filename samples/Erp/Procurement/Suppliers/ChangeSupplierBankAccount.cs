namespace Erp.Procurement;

public sealed record ChangeSupplierBankAccount(
    Id<Supplier> Id,
    [property: AuditSensitive(Sensitivity.Omit)] string BankAccount,
    [property: AuditReason] string? Why = null);

[Audited("supplier.change_bank_account", AuditCategory.Update, typeof(Supplier))]
public sealed class ChangeSupplierBankAccountHandler(IRepository<Supplier> suppliers, RequestContext request)
    : ICommandHandler<ChangeSupplierBankAccount>
{
    public Task HandleAsync(ChangeSupplierBankAccount command, CancellationToken cancellationToken) =>
        suppliers.ChangeAsync(command.Id, supplier => supplier.ChangeBankAccount(Iban.Parse(command.BankAccount), request.Today), cancellationToken);
}
