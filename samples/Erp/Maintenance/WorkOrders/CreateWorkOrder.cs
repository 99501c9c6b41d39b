namespace Erp.Maintenance;

public sealed record CreateWorkOrder(Id<WorkOrder> Id, string Number, Id<Equipment> Equipment, string Task);

[Audited("work_order.create", AuditCategory.Create, typeof(WorkOrder))]
public sealed class CreateWorkOrderHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<CreateWorkOrder>
{
    public Task HandleAsync(CreateWorkOrder command, CancellationToken cancellationToken) =>
        workOrders.AddAsync(new(command.Id, command.Number, command.Equipment, command.Task), cancellationToken);
}
