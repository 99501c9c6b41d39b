namespace Erp.Production;

public sealed record StartProductionOrder(Id<ProductionOrder> Id);

[Audited("production_order.start", AuditCategory.Activate, typeof(ProductionOrder))]
public sealed class StartProductionOrderHandler(IRepository<ProductionOrder> productionOrders, RequestContext request)
    : ICommandHandler<StartProductionOrder>
{
    public Task HandleAsync(StartProductionOrder command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, productionOrder => productionOrder.Start(request.Now), cancellationToken);
}
