namespace Erp.Maintenance;

public sealed record ReopenWorkOrder(Id<WorkOrder> Id, [property: AuditReason] string Why);

[Audited("work_order.reopen", AuditCategory.Reopen, typeof(WorkOrder))]
public sealed class ReopenWorkOrderHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<ReopenWorkOrder>
{
    public Task HandleAsync(ReopenWorkOrder command, CancellationToken cancellationToken) =>
        workOrders.ChangeAsync(command.Id, static workOrder => workOrder.Reopen(), cancellationToken);
}
