using Erp.HumanResources;

namespace Erp.Maintenance;

public sealed record AssignWorkOrder(Id<WorkOrder> Id, Id<Employee> Technician);

[Audited("work_order.assign", AuditCategory.Assign, typeof(WorkOrder))]
public sealed class AssignWorkOrderHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<AssignWorkOrder>
{
    public Task HandleAsync(AssignWorkOrder command, CancellationToken cancellationToken) =>
        workOrders.ChangeAsync(command.Id, workOrder => workOrder.Assign(command.Technician), cancellationToken);
}
