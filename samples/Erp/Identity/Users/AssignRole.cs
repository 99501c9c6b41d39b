namespace Erp.Identity;

public sealed record AssignRole(Id<User> User, string Role);

[Audited("user.assign_role", AuditCategory.Grant, typeof(User))]
public sealed class AssignRoleHandler(IRepository<User> users, IRepository<Role, string> roles) : ICommandHandler<AssignRole>
{
    public async Task HandleAsync(AssignRole command, CancellationToken cancellationToken)
    {
        Role role = await roles.GetAsync(command.Role, cancellationToken);
        await users.ChangeAsync(command.User, user => user.AssignRole(role.Name), cancellationToken);
    }
}
