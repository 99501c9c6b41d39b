namespace Erp.Identity;

/// <summary>A user's time at the system, from log-in to log-out.</summary>
[Auditable("identity", "session")]
public sealed class UserSession(Id<UserSession> id, User user, string ip, string userAgent, DateTimeOffset startedAt)
    : Aggregate, IKeyed<Id<UserSession>>
{
    [AuditKey]
    public Id<UserSession> Id { get; } = id;

    [AuditName]
    public string UserName { get; } = user.UserName;

    [AuditReference]
    public Id<User> User { get; } = user.Id;

    public SessionStatus Status { get; private set; }

    public string Ip { get; } = ip;

    public string UserAgent { get; } = userAgent;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public DateTimeOffset? EndedAt { get; private set; }

    public void LogOut(DateTimeOffset at) => End(SessionStatus.LoggedOut, at);

    public void Revoke(DateTimeOffset at) => End(SessionStatus.Revoked, at);

    private void End(SessionStatus status, DateTimeOffset at)
    {
        Rule.Require(Status == SessionStatus.Active, "The session has ended already.");
        Status = status;
        EndedAt = at;
    }
}
