namespace Erp.Identity;

public sealed record ResetPassword(Id<User> Id, [property: AuditSensitive(Sensitivity.Omit)] string Password);

[Audited("user.reset_password", AuditCategory.Update, typeof(User))]
public sealed class ResetPasswordHandler(IRepository<User> users, PasswordPolicy passwords) : ICommandHandler<ResetPassword>
{
    public Task HandleAsync(ResetPassword command, CancellationToken cancellationToken) =>
        users.ChangeAsync(command.Id, user => user.ResetPassword(passwords.Hash(command.Password)), cancellationToken);
}
