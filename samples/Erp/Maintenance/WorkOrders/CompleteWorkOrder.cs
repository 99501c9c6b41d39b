namespace Erp.Maintenance;

public sealed record CompleteWorkOrder(Id<WorkOrder> Id, TimeSpan Worked);

[Audited("work_order.complete", AuditCategory.Complete, typeof(WorkOrder))]
public sealed class CompleteWorkOrderHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<CompleteWorkOrder>
{
    public Task HandleAsync(CompleteWorkOrder command, CancellationToken cancellationToken) =>
        workOrders.ChangeAsync(command.Id, workOrder => workOrder.Complete(command.Worked), cancellationToken);
}
