namespace Erp.Logistics;

public sealed record AssignCarrier(Id<Shipment> Id, string Carrier);

[Audited("shipment.assign_carrier", AuditCategory.Assign, typeof(Shipment))]
public sealed class AssignCarrierHandler(IRepository<Shipment> shipments) : ICommandHandler<AssignCarrier>
{
    public Task HandleAsync(AssignCarrier command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, shipment => shipment.AssignCarrier(command.Carrier), cancellationToken);
}
