namespace Erp.Projects;

public sealed record ReopenMilestone(MilestoneKey Milestone, [property: AuditReason] string Why);

[Audited("milestone.reopen", AuditCategory.Reopen, typeof(Milestone))]
public sealed class ReopenMilestoneHandler(IRepository<Milestone, MilestoneKey> milestones) : ICommandHandler<ReopenMilestone>
{
    public Task HandleAsync(ReopenMilestone command, CancellationToken cancellationToken) =>
        milestones.ChangeAsync(command.Milestone, static milestone => milestone.Reopen(), cancellationToken);
}
