namespace Erp.Platform;

public sealed record RetireWorkflow(Id<Workflow> Id, [property: AuditReason] string Why);

[Audited("workflow.retire", AuditCategory.Deactivate, typeof(Workflow))]
public sealed class RetireWorkflowHandler(IRepository<Workflow> workflows) : ICommandHandler<RetireWorkflow>
{
    public Task HandleAsync(RetireWorkflow command, CancellationToken cancellationToken) =>
        workflows.ChangeAsync(command.Id, static workflow => workflow.Retire(), cancellationToken);
}
