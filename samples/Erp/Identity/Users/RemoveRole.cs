namespace Erp.Identity;

public sealed record RemoveRole(Id<User> User, string Role);

[Audited("user.remove_role", AuditCategory.Revoke, typeof(User))]
public sealed class RemoveRoleHandler(IRepository<User> users) : ICommandHandler<RemoveRole>
{
    public Task HandleAsync(RemoveRole command, CancellationToken cancellationToken) =>
        users.ChangeAsync(command.User, user => user.RemoveRole(command.Role), cancellationToken);
}
