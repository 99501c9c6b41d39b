using Erp.HumanResources;

namespace Erp.Projects;

public sealed record AssignMember(Id<Project> Id, Id<Employee> Employee, string Role);

[Audited("project.assign_member", AuditCategory.Assign, typeof(Project))]
public sealed class AssignMemberHandler(IRepository<Project> projects) : ICommandHandler<AssignMember>
{
    public Task HandleAsync(AssignMember command, CancellationToken cancellationToken) =>
        projects.ChangeAsync(command.Id, project => project.AssignMember(command.Employee, command.Role), cancellationToken);
}
