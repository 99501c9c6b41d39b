namespace AuditGen;

/// <summary>
/// A former stored name of a resource type, a member or an action, so that events written under it are still read.
/// </summary>
/// <param name="name">The former name as stored: resource type, member path segment, or action code.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Property
    | AttributeTargets.Field | AttributeTargets.Method,
    AllowMultiple = true,
    Inherited = false)]
public sealed class AuditFormerlyAttribute(string name) : Attribute
{
    /// <summary>The former name.</summary>
    public string Name { get; } = name;
}
