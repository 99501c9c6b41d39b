namespace AuditGen.Baselines;

/// <summary>
/// Writes the states of records that existed before their changes were recorded, so that the trail can tell what they were from
/// then on. Before its baseline the state of a record is unknown, and is said to be.
/// </summary>
public interface IAuditBaseline
{
    /// <summary>The code of the action of baseline events; its business context is that of the resource.</summary>
    public const string ActionCode = "auditgen.baseline";

    /// <summary>
    /// Writes one event for each record of the source, a page in one transaction. Stopped anywhere, the next run goes on behind
    /// the last page that is in the trail: the trail itself is the cursor.
    /// </summary>
    /// <remarks>
    /// Run it when changes begin to be recorded and before commands change the records: a record that changes while its page is
    /// being written may show the change in its baseline and again in the change's own event, and the continuity check says so.
    /// </remarks>
    /// <param name="source">The records.</param>
    /// <param name="options">How to write them.</param>
    /// <param name="progress">Told after each page, and once at the end.</param>
    /// <param name="cancellationToken">Ends the run between two pages.</param>
    /// <exception cref="ArgumentException">The type is no auditable resource.</exception>
    /// <exception cref="AuditAppendException">The journal could not be written; run it again.</exception>
    Task<BaselineProgress> BaselineAsync<TResource>(
        IBaselineSource<TResource> source, BaselineOptions? options = null, IProgress<BaselineProgress>? progress = null, CancellationToken cancellationToken = default)
        where TResource : notnull;
}
