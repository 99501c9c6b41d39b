namespace Erp.Sales;

public sealed record SetSalesTarget(SalesTargetKey Target, Money Amount);

[Audited("sales_target.set", AuditCategory.Configure, typeof(SalesTarget))]
public sealed class SetSalesTargetHandler(IRepository<SalesTarget, SalesTargetKey> targets) : ICommandHandler<SetSalesTarget>
{
    public Task HandleAsync(SetSalesTarget command, CancellationToken cancellationToken) =>
        targets.SetAsync(command.Target, static key => new(key), target => target.Set(command.Amount), cancellationToken);
}
