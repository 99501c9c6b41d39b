using Erp.Inventory;

namespace Erp.Production;

public sealed record RecordOutput(Id<ProductionOrder> Id, Quantity Quantity, Id<Lot> Lot);

[Audited("production_order.record_output", AuditCategory.Receive, typeof(ProductionOrder))]
public sealed class RecordOutputHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<RecordOutput>
{
    public Task HandleAsync(RecordOutput command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, productionOrder => productionOrder.RecordOutput(command.Quantity, command.Lot), cancellationToken);
}
