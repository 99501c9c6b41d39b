namespace Erp.Maintenance;

public sealed record ChangeEquipmentStatus(Id<Equipment> Id, EquipmentStatus Status);

[Audited("equipment.change_status", AuditCategory.Update, typeof(Equipment))]
public sealed class ChangeEquipmentStatusHandler(IRepository<Equipment> equipment) : ICommandHandler<ChangeEquipmentStatus>
{
    public Task HandleAsync(ChangeEquipmentStatus command, CancellationToken cancellationToken) =>
        equipment.ChangeAsync(command.Id, equipment => equipment.ChangeStatus(command.Status), cancellationToken);
}
