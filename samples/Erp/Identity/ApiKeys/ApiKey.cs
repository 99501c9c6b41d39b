namespace Erp.Identity;

/// <summary>Lets a program act for a user. Only a hash of the key is kept.</summary>
[Auditable("identity", "api_key")]
public sealed class ApiKey(Id<ApiKey> id, string name, Id<User> owner, string secretHash, IReadOnlyList<string> scopes, DateOnly expiresOn)
    : Aggregate, IKeyed<Id<ApiKey>>
{
    [AuditKey]
    public Id<ApiKey> Id { get; } = id;

    [AuditName]
    public string Name { get; } = Rule.Text(name, "The name of the key");

    [AuditReference]
    public Id<User> Owner { get; } = owner;

    [AuditSensitive(Sensitivity.Mask)]
    public string SecretHash { get; } = secretHash;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public DateOnly ExpiresOn { get; } = expiresOn;

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset at)
    {
        Rule.Require(RevokedAt is null, "The key was revoked already.");
        RevokedAt = at;
    }
}
