namespace AuditGen;

/// <summary>The member is not recorded.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditIgnoreAttribute(string reason) : Attribute
{
    /// <summary>Why the member needs no audit; required, and shown in the inventory of exemptions.</summary>
    public string Reason { get; } = reason;
}
