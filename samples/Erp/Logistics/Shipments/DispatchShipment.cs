namespace Erp.Logistics;

public sealed record DispatchShipment(Id<Shipment> Id);

[Audited("shipment.dispatch", AuditCategory.Issue, typeof(Shipment))]
public sealed class DispatchShipmentHandler(IRepository<Shipment> shipments, RequestContext request) : ICommandHandler<DispatchShipment>
{
    public Task HandleAsync(DispatchShipment command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, shipment => shipment.Dispatch(request.Now), cancellationToken);
}
