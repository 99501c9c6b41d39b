namespace Erp.Sales;

public sealed record WinOpportunity(Id<Opportunity> Id);

[Audited("opportunity.win", AuditCategory.Close, typeof(Opportunity))]
public sealed class WinOpportunityHandler(IRepository<Opportunity> opportunities) : ICommandHandler<WinOpportunity>
{
    public Task HandleAsync(WinOpportunity command, CancellationToken cancellationToken) =>
        opportunities.ChangeAsync(command.Id, static opportunity => opportunity.Win(), cancellationToken);
}
