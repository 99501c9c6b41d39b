namespace AuditGen.Retention;

/// <summary>Carries out retention where a store does not do so by itself.</summary>
public interface IAuditArchiver
{
    /// <summary>
    /// Moves what is due to colder tiers, verified before its source is released, and finishes what was interrupted. Never
    /// removes an event.
    /// </summary>
    /// <param name="policies">The policies.</param>
    /// <param name="cancellationToken">Ends it at the next safe point.</param>
    ValueTask<ArchivingReport> ArchiveAsync(IRetentionPolicies policies, CancellationToken cancellationToken = default);
}
