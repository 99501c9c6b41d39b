namespace Erp.Identity;

public sealed record LogOut(Id<UserSession> Session);

[Audited("session.logout", AuditCategory.Authenticate, typeof(UserSession))]
public sealed class LogOutHandler(IRepository<UserSession> sessions, RequestContext request) : ICommandHandler<LogOut>
{
    public Task HandleAsync(LogOut command, CancellationToken cancellationToken) =>
        sessions.ChangeAsync(command.Session, session => session.LogOut(request.Now), cancellationToken);
}
