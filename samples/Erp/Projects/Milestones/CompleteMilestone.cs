namespace Erp.Projects;

public sealed record CompleteMilestone(MilestoneKey Milestone);

/// <summary>A milestone is reached. Teams name their milestones as they go: one that nobody named before comes into being.</summary>
[Audited("milestone.complete", AuditCategory.Complete, typeof(Milestone))]
public sealed class CompleteMilestoneHandler(IRepository<Milestone, MilestoneKey> milestones, RequestContext request)
    : ICommandHandler<CompleteMilestone>
{
    public Task HandleAsync(CompleteMilestone command, CancellationToken cancellationToken) =>
        milestones.SetAsync(
            command.Milestone,
            static key => new(key),
            milestone => milestone.Complete(request.Today),
            cancellationToken);
}
