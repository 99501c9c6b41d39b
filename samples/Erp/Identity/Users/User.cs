namespace Erp.Identity;

/// <summary>A person who can log in.</summary>
[Auditable("identity", "user")]
public sealed class User : Aggregate, IKeyed<Id<User>>, IUnique
{
    public User(Id<User> id, string userName, string displayName, string email, PasswordHash password)
    {
        Rule.Require(email.Contains('@', StringComparison.Ordinal), "This is not an e-mail address.");
        Id = id;
        UserName = Rule.Text(userName, "The user name");
        DisplayName = Rule.Text(displayName, "The name");
        Email = email;
        Password = password;
    }

    [AuditKey]
    public Id<User> Id { get; }

    [AuditName]
    public string UserName { get; }

    [AuditPersonalData(Subject = nameof(UserName), Kind = "user")]
    public string DisplayName { get; }

    [AuditPersonalData(Subject = nameof(UserName), Kind = "user")]
    public string Email { get; }

    public UserStatus Status { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public PasswordHash Password { get; private set; }

    public MfaMethod Mfa { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public string? MfaSecret { get; private set; }

    public IReadOnlyList<string> Roles { get; private set; } = [];

    string IUnique.UniqueName => UserName;

    public bool Accepts(string password) => Status == UserStatus.Active && Password.Matches(password);

    public void Lock()
    {
        Rule.Require(Status == UserStatus.Active, "The user is locked already.");
        Status = UserStatus.Locked;
    }

    public void Unlock()
    {
        Rule.Require(Status == UserStatus.Locked, "The user is not locked.");
        Status = UserStatus.Active;
    }

    public void ResetPassword(PasswordHash password) => Password = password;

    public void EnrollMfa(MfaMethod method, string secret)
    {
        Rule.Require(method != MfaMethod.None, "Choose a second factor.");
        Mfa = method;
        MfaSecret = Rule.Text(secret, "The secret of the second factor");
    }

    public void AssignRole(string role)
    {
        Rule.Require(!Roles.Contains(role, StringComparer.Ordinal), "The user has the role already.");
        Roles = [.. Roles, role];
    }

    public void RemoveRole(string role)
    {
        Rule.Require(Roles.Contains(role, StringComparer.Ordinal), "The user does not have the role.");
        Roles = [.. Roles.Where(held => held != role)];
    }
}
