namespace Erp.Identity;

public sealed record CreateUser(
    Id<User> Id,
    string UserName,
    string DisplayName,
    string Email,
    [property: AuditSensitive(Sensitivity.Omit)] string Password);

[Audited("user.create", AuditCategory.Create, typeof(User))]
public sealed class CreateUserHandler(IRepository<User> users, PasswordPolicy passwords) : ICommandHandler<CreateUser>
{
    public Task HandleAsync(CreateUser command, CancellationToken cancellationToken) =>
        users.AddAsync(
            new(command.Id, command.UserName, command.DisplayName, command.Email, passwords.Hash(command.Password)),
            cancellationToken);
}
