namespace AuditGen;

/// <summary>
/// Marks a domain type whose changes are recorded. The generator emits its state, its diff and the typed events of
/// the actions that name it.
/// </summary>
/// <remarks>
/// With a context and a resource type the type is a <em>resource</em> of its own, with a key. Without arguments it is a
/// part (an invoice line, an address): recorded inside the resources that hold it, member by member.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class AuditableAttribute : Attribute
{
    /// <summary>Marks a part: a type recorded inside the resources that hold it.</summary>
    public AuditableAttribute()
    {
    }

    /// <summary>Marks a resource.</summary>
    /// <param name="context">The business context it belongs to, such as <c>finance</c>; <c>[a-z0-9_]+</c>. <c>auditgen</c> is reserved.</param>
    /// <param name="resourceType">The stored name of the resource type, such as <c>invoice</c>; <c>[a-z0-9_]+</c>.</param>
    public AuditableAttribute(string context, string resourceType)
    {
        Context = context;
        ResourceType = resourceType;
    }

    /// <summary>The business context, or <see langword="null"/> for a part.</summary>
    public string? Context { get; }

    /// <summary>The stored name of the resource type, or <see langword="null"/> for a part.</summary>
    public string? ResourceType { get; }
}
