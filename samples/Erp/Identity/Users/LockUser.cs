namespace Erp.Identity;

public sealed record LockUser(Id<User> Id, [property: AuditReason] string Why);

/// <summary>Locks a user. Independent: the lock stands although the log-in that caused it failed.</summary>
[Audited("user.lock", AuditCategory.Deactivate, typeof(User), Independent = true)]
public sealed class LockUserHandler(IRepository<User> users) : ICommandHandler<LockUser>
{
    public Task HandleAsync(LockUser command, CancellationToken cancellationToken) =>
        users.ChangeAsync(command.Id, static user => user.Lock(), cancellationToken);
}
