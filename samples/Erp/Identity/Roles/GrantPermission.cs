namespace Erp.Identity;

public sealed record GrantPermission(string Role, string Permission);

[Audited("role.grant_permission", AuditCategory.Grant, typeof(Role))]
public sealed class GrantPermissionHandler(IRepository<Role, string> roles) : ICommandHandler<GrantPermission>
{
    public Task HandleAsync(GrantPermission command, CancellationToken cancellationToken) =>
        roles.ChangeAsync(command.Role, role => role.Grant(command.Permission), cancellationToken);
}
