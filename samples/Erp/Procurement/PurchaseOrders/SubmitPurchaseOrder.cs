namespace Erp.Procurement;

public sealed record SubmitPurchaseOrder(Id<PurchaseOrder> Id);

[Audited("purchase_order.submit", AuditCategory.Submit, typeof(PurchaseOrder))]
public sealed class SubmitPurchaseOrderHandler(IRepository<PurchaseOrder> purchaseOrders) : ICommandHandler<SubmitPurchaseOrder>
{
    public Task HandleAsync(SubmitPurchaseOrder command, CancellationToken cancellationToken) =>
        purchaseOrders.ChangeAsync(command.Id, static purchaseOrder => purchaseOrder.Submit(), cancellationToken);
}
