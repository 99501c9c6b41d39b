using System.Collections.Immutable;

namespace AuditGen;

/// <summary>One entry of the catalogue: an action that this system can record. Generated as a constant for each.</summary>
/// <param name="Code">The action code, such as <c>invoice.post</c>.</param>
/// <param name="Category">The category.</param>
/// <param name="Context">The business context, such as <c>finance</c>.</param>
/// <param name="ResourceType">The resource type, such as <c>invoice</c>.</param>
public sealed record AuditAction(string Code, AuditCategory Category, string Context, string ResourceType)
{
    /// <summary>The event type, such as <c>InvoicePost</c>: stored as <c>type</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>Whether an operation that changed nothing still leaves an event.</summary>
    public bool EmitWhenUnchanged { get; init; }

    /// <summary>Former codes, from <see cref="AuditFormerlyAttribute"/>.</summary>
    public ImmutableArray<string> FormerCodes { get; init; } = [];
}
