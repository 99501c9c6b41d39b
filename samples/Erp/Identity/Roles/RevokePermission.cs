namespace Erp.Identity;

public sealed record RevokePermission(string Role, string Permission);

[Audited("role.revoke_permission", AuditCategory.Revoke, typeof(Role))]
public sealed class RevokePermissionHandler(IRepository<Role, string> roles) : ICommandHandler<RevokePermission>
{
    public Task HandleAsync(RevokePermission command, CancellationToken cancellationToken) =>
        roles.ChangeAsync(command.Role, role => role.Revoke(command.Permission), cancellationToken);
}
