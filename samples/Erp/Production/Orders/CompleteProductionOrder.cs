namespace Erp.Production;

public sealed record CompleteProductionOrder(Id<ProductionOrder> Id);

[Audited("production_order.complete", AuditCategory.Complete, typeof(ProductionOrder))]
public sealed class CompleteProductionOrderHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<CompleteProductionOrder>
{
    public Task HandleAsync(CompleteProductionOrder command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, static productionOrder => productionOrder.Complete(), cancellationToken);
}
