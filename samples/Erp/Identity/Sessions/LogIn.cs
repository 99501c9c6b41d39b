namespace Erp.Identity;

public sealed record LogIn(
    Id<UserSession> Session,
    string UserName,
    [property: AuditSensitive(Sensitivity.Omit)] string Password,
    string Ip,
    string UserAgent);

/// <summary>Starts a session. A failure leaves an event too, and the fifth in a row locks the user.</summary>
[Audited("session.login", AuditCategory.Authenticate, typeof(UserSession), OnFailure = "session.login_failed")]
public sealed class LogInHandler(
    IRepository<User> users,
    IRepository<UserSession> sessions,
    ICommandHandler<LockUser> locking,
    LoginThrottle throttle,
    RequestContext request,
    IAuditScope audit)
    : ICommandHandler<LogIn>
{
    public async Task HandleAsync(LogIn command, CancellationToken cancellationToken)
    {
        User? user = await users.FindByNameAsync(command.UserName, cancellationToken);
        if (user is null || !user.Accepts(command.Password))
        {
            await RefuseAsync(command.UserName, user, cancellationToken);
        }

        throttle.Forget(command.UserName);
        await sessions.AddAsync(new(command.Session, user, command.Ip, command.UserAgent, request.Now), cancellationToken);
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private async Task RefuseAsync(string userName, User? user, CancellationToken cancellationToken)
    {
        audit.Subject("user", userName);
        if (throttle.CountFailure(userName) && user is { Status: UserStatus.Active })
        {
            await locking.HandleAsync(new(user.Id, "five failed log-ins"), cancellationToken);
        }

        throw new AuthenticationFailedException();
    }
}
