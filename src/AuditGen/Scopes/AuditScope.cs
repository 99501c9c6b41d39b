namespace AuditGen.Scopes;

/// <summary>The façade over the running operation.</summary>
internal sealed class AuditScope(AuditOperations operations) : IAuditScope
{
    private AuditOperation Current => operations.Current ?? throw new InvalidOperationException(
        "No audited operation is running here. Put [Audited(…)] on the handler and call services.AddAuditedHandlers() after it is "
        + "registered, or run it through IAuditOperations.RunAsync(…) where a framework calls the class directly.");

    /// <inheritdoc/>
    public void Track<T>(T resource)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        AuditResourceType type = Find(resource);
        if (!type.IsMutable)
        {
            throw new ArgumentException(
                $"Instances of {resource.GetType()} cannot change, so their state before is also their state after. Call Changed(before, after).",
                nameof(resource));
        }

        Current.Track(type, resource);
    }

    /// <inheritdoc/>
    public void Changed<T>(T before, T after)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        AuditResourceType type = Find(after);
        if (!type.ClrType.IsInstanceOfType(before))
        {
            throw new ArgumentException($"Before is a {before.GetType()}, which is not the resource that {after.GetType()} is.", nameof(before));
        }

        Current.Changed(type, before, after);
    }

    /// <inheritdoc/>
    public void Created<T>(T resource)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(resource);
        Current.Created(Find(resource), resource);
    }

    /// <inheritdoc/>
    public void Deleted<T>(T resource)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(resource);
        Current.Deleted(Find(resource), resource);
    }

    /// <inheritdoc/>
    public void Subject(string resourceType, string id, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceType);
        ArgumentException.ThrowIfNullOrEmpty(id);
        Current.SetSubject(new AuditResource(resourceType, id) { Name = name });
    }

    /// <inheritdoc/>
    public void Action(AuditAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Current.SetAction(action);
    }

    /// <inheritdoc/>
    public void Reason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Current.SetReason(reason);
    }

    /// <inheritdoc/>
    public void Denied(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Current.Declare(AuditOutcome.Denied, reason);
    }

    /// <inheritdoc/>
    public void Failed(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Current.Declare(AuditOutcome.Failure, reason);
    }

    private AuditResourceType Find(object resource) => operations.Catalogue.Find(resource.GetType()) ?? throw new ArgumentException(
        $"{resource.GetType()} is not an auditable resource. Put [Auditable(\"context\", \"resource_type\")] on it, and call "
        + "services.AddAuditedHandlers() so that the host knows the types of its assembly.",
        nameof(resource));
}
