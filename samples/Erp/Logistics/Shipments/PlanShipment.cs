using Erp.MasterData;

namespace Erp.Logistics;

public sealed record PlanShipment(Id<Shipment> Id, string Number, Id<Partner> Customer, Address Destination, IReadOnlyList<Parcel> Parcels);

[Audited("shipment.plan", AuditCategory.Create, typeof(Shipment))]
public sealed class PlanShipmentHandler(IRepository<Shipment> shipments) : ICommandHandler<PlanShipment>
{
    public Task HandleAsync(PlanShipment command, CancellationToken cancellationToken) =>
        shipments.AddAsync(new(command.Id, command.Number, command.Customer, command.Destination, command.Parcels), cancellationToken);
}
