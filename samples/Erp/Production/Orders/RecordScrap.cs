namespace Erp.Production;

public sealed record RecordScrap(Id<ProductionOrder> Id, Quantity Quantity, [property: AuditReason] string Why);

[Audited("production_order.record_scrap", AuditCategory.Update, typeof(ProductionOrder))]
public sealed class RecordScrapHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<RecordScrap>
{
    public Task HandleAsync(RecordScrap command, CancellationToken cancellationToken) =>
        productionOrders.ChangeAsync(command.Id, productionOrder => productionOrder.RecordScrap(command.Quantity), cancellationToken);
}
