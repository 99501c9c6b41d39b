namespace Erp.Platform;

public sealed record PublishWorkflow(Id<Workflow> Id, string Name, IReadOnlyList<WorkflowStep> Steps);

/// <summary>Puts a workflow, or its next edition, into use.</summary>
[Audited("workflow.publish", AuditCategory.Activate, typeof(Workflow))]
public sealed class PublishWorkflowHandler(IRepository<Workflow> workflows) : ICommandHandler<PublishWorkflow>
{
    public Task HandleAsync(PublishWorkflow command, CancellationToken cancellationToken) =>
        workflows.SetAsync(
            command.Id,
            id => new(id, command.Name),
            workflow => workflow.Publish(command.Steps),
            cancellationToken);
}
