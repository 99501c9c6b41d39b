namespace Erp.Identity;

public sealed record EnrollMfa(Id<User> Id, MfaMethod Method, [property: AuditSensitive(Sensitivity.Omit)] string Secret);

[Audited("user.enroll_mfa", AuditCategory.Configure, typeof(User))]
public sealed class EnrollMfaHandler(IRepository<User> users) : ICommandHandler<EnrollMfa>
{
    public Task HandleAsync(EnrollMfa command, CancellationToken cancellationToken) =>
        users.ChangeAsync(command.Id, user => user.EnrollMfa(command.Method, command.Secret), cancellationToken);
}
