namespace Erp.Maintenance;

public sealed record CancelWorkOrder(Id<WorkOrder> Id, [property: AuditReason] string Why);

[Audited("work_order.cancel", AuditCategory.Cancel, typeof(WorkOrder))]
public sealed class CancelWorkOrderHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<CancelWorkOrder>
{
    public Task HandleAsync(CancelWorkOrder command, CancellationToken cancellationToken) =>
        workOrders.ChangeAsync(command.Id, static workOrder => workOrder.Cancel(), cancellationToken);
}
