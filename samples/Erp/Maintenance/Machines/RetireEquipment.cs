namespace Erp.Maintenance;

public sealed record RetireEquipment(Id<Equipment> Id, [property: AuditReason] string Why);

[Audited("equipment.retire", AuditCategory.Deactivate, typeof(Equipment))]
public sealed class RetireEquipmentHandler(IRepository<Equipment> equipment) : ICommandHandler<RetireEquipment>
{
    public Task HandleAsync(RetireEquipment command, CancellationToken cancellationToken) =>
        equipment.ChangeAsync(command.Id, static equipment => equipment.Retire(), cancellationToken);
}
