namespace AuditGen.Baselines;

/// <summary>A source whose records hold more than their instances say.</summary>
/// <typeparam name="TResource">The auditable type.</typeparam>
internal interface IBaselineStates<TResource>
    where TResource : notnull
{
    /// <summary>The state of a record of the page that was read last, and the type that writes it.</summary>
    (AuditResourceType Type, object State) Capture(TResource resource);
}
