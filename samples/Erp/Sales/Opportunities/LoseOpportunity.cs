namespace Erp.Sales;

public sealed record LoseOpportunity(Id<Opportunity> Id, string? Competitor, [property: AuditReason] string Why);

[Audited("opportunity.lose", AuditCategory.Close, typeof(Opportunity))]
public sealed class LoseOpportunityHandler(IRepository<Opportunity> opportunities) : ICommandHandler<LoseOpportunity>
{
    public Task HandleAsync(LoseOpportunity command, CancellationToken cancellationToken) =>
        opportunities.ChangeAsync(command.Id, opportunity => opportunity.Lose(command.Competitor), cancellationToken);
}
