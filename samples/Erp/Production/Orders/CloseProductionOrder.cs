namespace Erp.Production;

public sealed record CloseProductionOrder(Id<ProductionOrder> Id);

[Audited("production_order.close", AuditCategory.Close, typeof(ProductionOrder))]
public sealed class CloseProductionOrderHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<CloseProductionOrder>
{
    public Task HandleAsync(CloseProductionOrder command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, static productionOrder => productionOrder.Close(), cancellationToken);
}
