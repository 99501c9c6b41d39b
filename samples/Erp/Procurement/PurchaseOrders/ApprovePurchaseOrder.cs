namespace Erp.Procurement;

public sealed record ApprovePurchaseOrder(Id<PurchaseOrder> Id);

/// <summary>Approves an order. An attempt above the user's limit leaves a denied event.</summary>
[Audited("purchase_order.approve", AuditCategory.Approve, typeof(PurchaseOrder))]
public sealed class ApprovePurchaseOrderHandler(IRepository<PurchaseOrder> orders, RequestContext request, IAuditScope audit)
    : ICommandHandler<ApprovePurchaseOrder>
{
    public Task HandleAsync(ApprovePurchaseOrder command, CancellationToken cancellationToken) =>
        orders.ChangeAsync(command.Id, Approve, cancellationToken);

    private void Approve(PurchaseOrder order)
    {
        if (order.Total.Amount > request.ApprovalLimit)
        {
            audit.Denied("approval limit exceeded");
            throw new ForbiddenException("The order is above your approval limit.");
        }

        order.Approve(request.UserId);
    }
}
