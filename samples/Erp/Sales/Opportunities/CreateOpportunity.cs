using Erp.MasterData;

namespace Erp.Sales;

public sealed record CreateOpportunity(Id<Opportunity> Id, string Title, Id<Partner> Customer, Money Value, DateOnly ExpectedOn);

[Audited("opportunity.create", AuditCategory.Create, typeof(Opportunity))]
public sealed class CreateOpportunityHandler(IRepository<Opportunity> opportunities) : ICommandHandler<CreateOpportunity>
{
    public Task HandleAsync(CreateOpportunity command, CancellationToken cancellationToken) =>
        opportunities.AddAsync(new(command.Id, command.Title, command.Customer, command.Value, command.ExpectedOn), cancellationToken);
}
