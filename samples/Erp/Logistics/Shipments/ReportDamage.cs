namespace Erp.Logistics;

public sealed record ReportDamage(Id<Shipment> Id, string Parcel, string Damage);

[Audited("shipment.report_damage", AuditCategory.Update, typeof(Shipment))]
public sealed class ReportDamageHandler(IRepository<Shipment> shipments) : ICommandHandler<ReportDamage>
{
    public Task HandleAsync(ReportDamage command, CancellationToken cancellationToken) =>
        shipments.ChangeAsync(command.Id, shipment => shipment.ReportDamage(command.Parcel, command.Damage), cancellationToken);
}
