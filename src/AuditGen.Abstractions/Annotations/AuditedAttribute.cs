namespace AuditGen;

/// <summary>
/// Declares that a command handler, or one handling method of it, is audited under an action. A decorator that emits
/// the event is generated. Repeatable where one command can end in different actions.
/// </summary>
/// <param name="action">The action code, such as <c>invoice.post</c>; a stored contract matching
/// <c>^[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9_]+)+$</c>.</param>
/// <param name="category">The category of the action.</param>
/// <param name="resource">The auditable type that the action is about.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class AuditedAttribute(string action, AuditCategory category, Type resource) : Attribute
{
    /// <summary>The action code.</summary>
    public string Action { get; } = action;

    /// <summary>The category of the action.</summary>
    public AuditCategory Category { get; } = category;

    /// <summary>The auditable type that the action is about.</summary>
    public Type Resource { get; } = resource;

    /// <summary>The action code of the event that a failed or refused command leaves; none is left where this is not set,
    /// unless the handler itself says <see cref="IAuditScope.Failed"/> or <see cref="IAuditScope.Denied"/>.</summary>
    public string? OnFailure { get; set; }

    /// <summary>
    /// Whether a command that changed nothing still leaves an event. On by default for the categories authenticate,
    /// evaluate, export and match, off for all others.
    /// </summary>
    public bool EmitWhenUnchanged { get; set; }

    /// <summary>Whether a command nested in another audited command is an operation of its own, with its own outcome.</summary>
    public bool Independent { get; set; }
}
