using Erp.MasterData;

namespace Erp.Maintenance;

public sealed record IssueParts(Id<WorkOrder> Id, Id<Product> Product, int Pieces);

[Audited("work_order.issue_parts", AuditCategory.Issue, typeof(WorkOrder))]
public sealed class IssuePartsHandler(IRepository<WorkOrder> workOrders) : ICommandHandler<IssueParts>
{
    public Task HandleAsync(IssueParts command, CancellationToken cancellationToken) =>
        workOrders.ChangeAsync(command.Id, workOrder => workOrder.IssueParts(command.Product, command.Pieces), cancellationToken);
}
