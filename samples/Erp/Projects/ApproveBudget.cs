namespace Erp.Projects;

public sealed record ApproveBudget(Id<Project> Id);

[Audited("project.approve_budget", AuditCategory.Approve, typeof(Project))]
public sealed class ApproveBudgetHandler(IRepository<Project> projects) : ICommandHandler<ApproveBudget>
{
    public Task HandleAsync(ApproveBudget command, CancellationToken cancellationToken) =>
        projects.ChangeAsync(command.Id, static project => project.ApproveBudget(), cancellationToken);
}
