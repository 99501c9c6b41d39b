namespace Erp.Sales;

public sealed record ReopenOpportunity(Id<Opportunity> Id, DateOnly ExpectedOn);

[Audited("opportunity.reopen", AuditCategory.Reopen, typeof(Opportunity))]
public sealed class ReopenOpportunityHandler(IRepository<Opportunity> opportunities) : ICommandHandler<ReopenOpportunity>
{
    public Task HandleAsync(ReopenOpportunity command, CancellationToken cancellationToken) =>
        opportunities.ChangeAsync(command.Id, opportunity => opportunity.Reopen(command.ExpectedOn), cancellationToken);
}
