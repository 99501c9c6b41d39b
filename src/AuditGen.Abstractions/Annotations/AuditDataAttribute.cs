namespace AuditGen;

/// <summary>The member of a command is recorded as a fact of the command, in the event's <c>data</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class AuditDataAttribute : Attribute
{
    /// <summary>The stored name; the member's name in camel case where not set.</summary>
    public string? Name { get; set; }
}
