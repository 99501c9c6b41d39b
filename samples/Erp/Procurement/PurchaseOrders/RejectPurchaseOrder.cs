namespace Erp.Procurement;

public sealed record RejectPurchaseOrder(Id<PurchaseOrder> Id, [property: AuditReason] string Why);

[Audited("purchase_order.reject", AuditCategory.Reject, typeof(PurchaseOrder))]
public sealed class RejectPurchaseOrderHandler(IRepository<PurchaseOrder> purchaseOrders) : ICommandHandler<RejectPurchaseOrder>
{
    public Task HandleAsync(RejectPurchaseOrder command, CancellationToken cancellationToken) =>
        purchaseOrders.ChangeAsync(command.Id, static purchaseOrder => purchaseOrder.Reject(), cancellationToken);
}
