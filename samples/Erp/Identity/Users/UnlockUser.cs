namespace Erp.Identity;

public sealed record UnlockUser(Id<User> Id, [property: AuditReason] string Why);

[Audited("user.unlock", AuditCategory.Activate, typeof(User))]
public sealed class UnlockUserHandler(IRepository<User> users, LoginThrottle throttle) : ICommandHandler<UnlockUser>
{
    public async Task HandleAsync(UnlockUser command, CancellationToken cancellationToken)
    {
        User user = await users.ChangeAsync(command.Id, static user => user.Unlock(), cancellationToken);
        throttle.Forget(user.UserName);
    }
}
