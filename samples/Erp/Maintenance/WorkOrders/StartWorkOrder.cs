namespace Erp.Maintenance;

public sealed record StartWorkOrder(Id<WorkOrder> Id);

[Audited("work_order.start", AuditCategory.Activate, typeof(WorkOrder))]
public sealed class StartWorkOrderHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<StartWorkOrder>
{
    public Task HandleAsync(StartWorkOrder command, CancellationToken cancellationToken) =>
        workOrders.ChangeAsync(command.Id, static workOrder => workOrder.Start(), cancellationToken);
}
