namespace Erp.Production;

public sealed record ReleaseProductionOrder(Id<ProductionOrder> Id);

[Audited("production_order.release", AuditCategory.Activate, typeof(ProductionOrder))]
public sealed class ReleaseProductionOrderHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<ReleaseProductionOrder>
{
    public Task HandleAsync(ReleaseProductionOrder command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, static productionOrder => productionOrder.Release(), cancellationToken);
}
