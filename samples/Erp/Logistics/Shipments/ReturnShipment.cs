namespace Erp.Logistics;

public sealed record ReturnShipment(Id<Shipment> Id, [property: AuditReason] string Why);

[Audited("shipment.return", AuditCategory.Receive, typeof(Shipment))]
public sealed class ReturnShipmentHandler(IRepository<Shipment> shipments) : ICommandHandler<ReturnShipment>
{
    public Task HandleAsync(ReturnShipment command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, static shipment => shipment.Return(), cancellationToken);
}
