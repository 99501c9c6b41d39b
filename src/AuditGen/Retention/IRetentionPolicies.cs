namespace AuditGen.Retention;

/// <summary>The retention of each context, as it was last set; the trail itself is where it is kept.</summary>
public interface IRetentionPolicies
{
    /// <summary>The retention of a context.</summary>
    ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the retention of a context: an audited action in the context <c>auditgen</c>. Moving events to colder
    /// tiers is all it can bring about.
    /// </summary>
    /// <param name="context">The business context.</param>
    /// <param name="retention">The new policy.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the wait for room in the journal.</param>
    ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default);
}
