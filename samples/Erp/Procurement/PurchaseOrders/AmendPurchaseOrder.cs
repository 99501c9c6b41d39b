namespace Erp.Procurement;

public sealed record AmendPurchaseOrder(
    Id<PurchaseOrder> Id,
    DateOnly WantedOn,
    IReadOnlyList<PurchaseOrderLine> Lines,
    [property: AuditReason] string Why);

[Audited("purchase_order.amend", AuditCategory.Update, typeof(PurchaseOrder))]
public sealed class AmendPurchaseOrderHandler(IRepository<PurchaseOrder> purchaseOrders) : ICommandHandler<AmendPurchaseOrder>
{
    public Task HandleAsync(AmendPurchaseOrder command, CancellationToken cancellationToken) =>
        purchaseOrders.ChangeAsync(command.Id, purchaseOrder => purchaseOrder.Amend(command.WantedOn, command.Lines), cancellationToken);
}
