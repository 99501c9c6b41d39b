namespace Erp.Identity;

public sealed record CreateRole(string Name, string Description);

[Audited("role.create", AuditCategory.Create, typeof(Role))]
public sealed class CreateRoleHandler(IRepository<Role, string> roles) : ICommandHandler<CreateRole>
{
    public Task HandleAsync(CreateRole command, CancellationToken cancellationToken) =>
        roles.AddAsync(new(command.Name, command.Description), cancellationToken);
}
