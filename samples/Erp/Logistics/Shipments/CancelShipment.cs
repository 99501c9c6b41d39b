namespace Erp.Logistics;

public sealed record CancelShipment(Id<Shipment> Id, [property: AuditReason] string Why);

[Audited("shipment.cancel", AuditCategory.Cancel, typeof(Shipment))]
public sealed class CancelShipmentHandler(IRepository<Shipment> shipments) : ICommandHandler<CancelShipment>
{
    public Task HandleAsync(CancelShipment command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, static shipment => shipment.Cancel(), cancellationToken);
}
