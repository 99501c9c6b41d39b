namespace Erp.Identity;

/// <summary>A named set of permissions.</summary>
[Auditable("identity", "role")]
public sealed class Role(string name, string description) : Aggregate, IKeyed<string>
{
    [AuditKey]
    public string Name { get; } = Rule.Text(name, "The role's name");

    public string Description { get; } = description;

    public IReadOnlyList<string> Permissions { get; private set; } = [];

    string IKeyed<string>.Id => Name;

    public void Grant(string permission)
    {
        Rule.Require(!Permissions.Contains(permission, StringComparer.Ordinal), "The role has the permission already.");
        Permissions = [.. Permissions, permission];
    }

    public void Revoke(string permission)
    {
        Rule.Require(Permissions.Contains(permission, StringComparer.Ordinal), "The role does not have the permission.");
        Permissions = [.. Permissions.Where(held => held != permission)];
    }
}
