namespace Erp.Procurement;

public sealed record EvaluateSupplier(Id<Supplier> Id, int Score);

[Audited("supplier.evaluate", AuditCategory.Evaluate, typeof(Supplier))]
public sealed class EvaluateSupplierHandler(IRepository<Supplier> suppliers) : ICommandHandler<EvaluateSupplier>
{
    public Task HandleAsync(EvaluateSupplier command, CancellationToken cancellationToken) =>
        suppliers.ChangeAsync(command.Id, supplier => supplier.Evaluate(command.Score), cancellationToken);
}
