namespace Erp.Projects;

public sealed record CloseProject(Id<Project> Id);

[Audited("project.close", AuditCategory.Close, typeof(Project))]
public sealed class CloseProjectHandler(IRepository<Project> projects) : ICommandHandler<CloseProject>
{
    public Task HandleAsync(CloseProject command, CancellationToken cancellationToken) =>
        projects.ChangeAsync(command.Id, static project => project.Close(), cancellationToken);
}
