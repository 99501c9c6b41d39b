namespace AuditGen;

/// <summary>
/// Generated: one action of the catalogue, readable from the assembly without loading it. Applications do not write this.
/// </summary>
/// <param name="context">The business context.</param>
/// <param name="resourceType">The resource type.</param>
/// <param name="action">The action code.</param>
/// <param name="category">The category.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class AuditCatalogueEntryAttribute(string context, string resourceType, string action, AuditCategory category) : Attribute
{
    /// <summary>The business context.</summary>
    public string Context { get; } = context;

    /// <summary>The resource type.</summary>
    public string ResourceType { get; } = resourceType;

    /// <summary>The action code.</summary>
    public string Action { get; } = action;

    /// <summary>The category.</summary>
    public AuditCategory Category { get; } = category;

    /// <summary>The handlers that emit the action, as full type names.</summary>
    public string[] Handlers { get; set; } = [];

    /// <summary>Former codes of the action.</summary>
    public string[] FormerCodes { get; set; } = [];
}
