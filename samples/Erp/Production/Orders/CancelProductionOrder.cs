namespace Erp.Production;

public sealed record CancelProductionOrder(Id<ProductionOrder> Id, [property: AuditReason] string Why);

[Audited("production_order.cancel", AuditCategory.Cancel, typeof(ProductionOrder))]
public sealed class CancelProductionOrderHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<CancelProductionOrder>
{
    public Task HandleAsync(CancelProductionOrder command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, static productionOrder => productionOrder.Cancel(), cancellationToken);
}
