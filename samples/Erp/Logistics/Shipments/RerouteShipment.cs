namespace Erp.Logistics;

public sealed record RerouteShipment(Id<Shipment> Id, Address Destination, [property: AuditReason] string Why);

[Audited("shipment.reroute", AuditCategory.Transfer, typeof(Shipment))]
public sealed class RerouteShipmentHandler(IRepository<Shipment> shipments) : ICommandHandler<RerouteShipment>
{
    public Task HandleAsync(RerouteShipment command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, shipment => shipment.Reroute(command.Destination), cancellationToken);
}
