namespace Erp.Procurement;

public sealed record CreatePurchaseOrder(
    Id<PurchaseOrder> Id,
    string Number,
    Id<Supplier> Supplier,
    Address DeliverTo,
    DateOnly WantedOn,
    IReadOnlyList<PurchaseOrderLine> Lines);

[Audited("purchase_order.create", AuditCategory.Create, typeof(PurchaseOrder))]
public sealed class CreatePurchaseOrderHandler(IRepository<PurchaseOrder> purchaseOrders) : ICommandHandler<CreatePurchaseOrder>
{
    public Task HandleAsync(CreatePurchaseOrder command, CancellationToken cancellationToken) =>
        purchaseOrders.AddAsync(
            new(command.Id, command.Number, command.Supplier, command.DeliverTo, command.WantedOn, command.Lines),
            cancellationToken);
}
