namespace Erp.Maintenance;

public sealed record RegisterEquipment(Id<Equipment> Id, string Tag, string Description, string Plant);

[Audited("equipment.register", AuditCategory.Create, typeof(Equipment))]
public sealed class RegisterEquipmentHandler(IRepository<Equipment> equipment) : ICommandHandler<RegisterEquipment>
{
    public Task HandleAsync(RegisterEquipment command, CancellationToken cancellationToken) =>
        equipment.AddAsync(new(command.Id, command.Tag, command.Description, command.Plant), cancellationToken);
}
