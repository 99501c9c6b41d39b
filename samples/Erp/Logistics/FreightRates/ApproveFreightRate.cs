namespace Erp.Logistics;

public sealed record ApproveFreightRate(Id<FreightRate> Id);

[Audited("freight_rate.approve", AuditCategory.Approve, typeof(FreightRate))]
public sealed class ApproveFreightRateHandler(IRepository<FreightRate> freightRates) : ICommandHandler<ApproveFreightRate>
{
    public Task HandleAsync(ApproveFreightRate command, CancellationToken cancellationToken) =>
        freightRates.ChangeAsync(command.Id, static freightRate => freightRate.Approve(), cancellationToken);
}
