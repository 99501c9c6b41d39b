namespace AuditGen;

/// <summary>
/// Generated: one auditable resource type and its recorded members, readable from the assembly without loading it.
/// Applications do not write this.
/// </summary>
/// <param name="context">The business context.</param>
/// <param name="resourceType">The resource type.</param>
/// <param name="type">The domain type.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class AuditCatalogueResourceAttribute(string context, string resourceType, Type type) : Attribute
{
    /// <summary>The business context.</summary>
    public string Context { get; } = context;

    /// <summary>The resource type.</summary>
    public string ResourceType { get; } = resourceType;

    /// <summary>The domain type.</summary>
    public Type Type { get; } = type;

    /// <summary>The recorded members as stored paths, those of parts included, such as <c>/lines/*/quantity</c>.</summary>
    public string[] Members { get; set; } = [];

    /// <summary>Former names of the resource type.</summary>
    public string[] FormerNames { get; set; } = [];
}
