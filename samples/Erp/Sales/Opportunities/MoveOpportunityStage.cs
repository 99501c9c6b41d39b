namespace Erp.Sales;

public sealed record MoveOpportunityStage(Id<Opportunity> Id, OpportunityStage Stage, int Probability);

[Audited("opportunity.move_stage", AuditCategory.Transfer, typeof(Opportunity))]
public sealed class MoveOpportunityStageHandler(IRepository<Opportunity> opportunities) : ICommandHandler<MoveOpportunityStage>
{
    public Task HandleAsync(MoveOpportunityStage command, CancellationToken cancellationToken) =>
        opportunities.ChangeAsync(command.Id, opportunity => opportunity.MoveStage(command.Stage, command.Probability), cancellationToken);
}
