namespace Erp.Logistics;

public sealed record ConfirmDelivery(Id<Shipment> Id, string SignedBy);

[Audited("shipment.confirm_delivery", AuditCategory.Complete, typeof(Shipment))]
public sealed class ConfirmDeliveryHandler(IRepository<Shipment> shipments, RequestContext request) : ICommandHandler<ConfirmDelivery>
{
    public Task HandleAsync(ConfirmDelivery command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, shipment => shipment.ConfirmDelivery(command.SignedBy, request.Now), cancellationToken);
}
