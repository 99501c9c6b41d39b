namespace Erp.Sales;

public sealed record AdjustSalesTarget(SalesTargetKey Target, decimal Percent, [property: AuditReason] string Why);

[Audited("sales_target.adjust", AuditCategory.Update, typeof(SalesTarget))]
public sealed class AdjustSalesTargetHandler(IRepository<SalesTarget, SalesTargetKey> salesTargets) : ICommandHandler<AdjustSalesTarget>
{
    public Task HandleAsync(AdjustSalesTarget command, CancellationToken cancellationToken) =>
        salesTargets.ChangeAsync(command.Target, salesTarget => salesTarget.Adjust(command.Percent), cancellationToken);
}
