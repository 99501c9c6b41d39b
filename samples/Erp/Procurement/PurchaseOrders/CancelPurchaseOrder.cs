namespace Erp.Procurement;

public sealed record CancelPurchaseOrder(Id<PurchaseOrder> Id, [property: AuditReason] string Why);

[Audited("purchase_order.cancel", AuditCategory.Cancel, typeof(PurchaseOrder))]
public sealed class CancelPurchaseOrderHandler(IRepository<PurchaseOrder> purchaseOrders) : ICommandHandler<CancelPurchaseOrder>
{
    public Task HandleAsync(CancelPurchaseOrder command, CancellationToken cancellationToken) =>
        purchaseOrders.ChangeAsync(command.Id, static purchaseOrder => purchaseOrder.Cancel(), cancellationToken);
}
