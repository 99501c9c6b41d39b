namespace Erp.Projects;

public sealed record ChangeProjectStatus(Id<Project> Id, ProjectStatus Status);

[Audited("project.change_status", AuditCategory.Update, typeof(Project))]
public sealed class ChangeProjectStatusHandler(IRepository<Project> projects) : ICommandHandler<ChangeProjectStatus>
{
    public Task HandleAsync(ChangeProjectStatus command, CancellationToken cancellationToken) =>
        projects.ChangeAsync(command.Id, project => project.ChangeStatus(command.Status), cancellationToken);
}
