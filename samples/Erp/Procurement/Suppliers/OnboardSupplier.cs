using Erp.MasterData;

namespace Erp.Procurement;

public sealed record OnboardSupplier(
    Id<Supplier> Id,
    string Name,
    Id<Partner> Partner,
    Address Address,
    [property: AuditSensitive(Sensitivity.Omit)] string BankAccount);

[Audited("supplier.onboard", AuditCategory.Create, typeof(Supplier))]
public sealed class OnboardSupplierHandler(IRepository<Supplier> suppliers) : ICommandHandler<OnboardSupplier>
{
    public Task HandleAsync(OnboardSupplier command, CancellationToken cancellationToken) =>
        suppliers.AddAsync(new(command.Id, command.Name, command.Partner, command.Address, Iban.Parse(command.BankAccount)), cancellationToken);
}
