namespace AuditGen;

/// <summary>
/// Records a member that would not be recorded by itself: a private field or property, an explicit interface member. Also
/// gives any recorded member another stored name.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditMemberAttribute : Attribute
{
    /// <summary>The stored name; the member's name in camel case where not set.</summary>
    public string? Name { get; set; }
}
