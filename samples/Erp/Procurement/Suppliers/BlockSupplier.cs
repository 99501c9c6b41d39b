namespace Erp.Procurement;

public sealed record BlockSupplier(Id<Supplier> Id, [property: AuditReason] string Why);

[Audited("supplier.block", AuditCategory.Deactivate, typeof(Supplier))]
public sealed class BlockSupplierHandler(IRepository<Supplier> suppliers) : ICommandHandler<BlockSupplier>
{
    public Task HandleAsync(BlockSupplier command, CancellationToken cancellationToken) =>
        suppliers.ChangeAsync(command.Id, static supplier => supplier.Block(), cancellationToken);
}
