namespace Erp.Projects;

public sealed record CreateProject(Id<Project> Id, string Code, string Title, Money Budget);

[Audited("project.create", AuditCategory.Create, typeof(Project))]
public sealed class CreateProjectHandler(IRepository<Project> projects) : ICommandHandler<CreateProject>
{
    public Task HandleAsync(CreateProject command, CancellationToken cancellationToken) =>
        projects.AddAsync(new(command.Id, command.Code, command.Title, command.Budget), cancellationToken);
}
