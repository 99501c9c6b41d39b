namespace Erp.Identity;

public sealed record RevokeSession(Id<UserSession> Session, [property: AuditReason] string Why);

[Audited("session.revoke", AuditCategory.Revoke, typeof(UserSession))]
public sealed class RevokeSessionHandler(IRepository<UserSession> sessions, RequestContext request) : ICommandHandler<RevokeSession>
{
    public Task HandleAsync(RevokeSession command, CancellationToken cancellationToken) =>
        sessions.ChangeAsync(command.Session, session => session.Revoke(request.Now), cancellationToken);
}
