namespace AuditGen.Reading;

/// <summary>Answers questions about the trail. The same answers come from every store.</summary>
/// <remarks>Safe for concurrent use. A query that a store cannot carry out is an <see cref="ArgumentException"/> that says why.</remarks>
public interface IAuditReader
{
    /// <summary>Finds events.</summary>
    /// <param name="query">What to find.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    ValueTask<AuditPage> SearchAsync(AuditQuery query, AuditPaging paging, CancellationToken cancellationToken = default);

    /// <summary>Finds one event, or <see langword="null"/> when there is none or it may not be seen: the two look alike.</summary>
    /// <param name="id">The event's id.</param>
    /// <param name="access">What the reader may see.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    ValueTask<AuditRecord?> FindAsync(Guid id, AuditAccess access, CancellationToken cancellationToken = default);

    /// <summary>Folds the changes of a resource into its recorded state at a time.</summary>
    /// <param name="resourceType">The resource type.</param>
    /// <param name="resourceId">The resource's id.</param>
    /// <param name="at">The time; events of that very time are included.</param>
    /// <param name="access">What the reader may see.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    ValueTask<AuditState> AsOfAsync(
        string resourceType, string resourceId, DateTimeOffset at, AuditAccess access, CancellationToken cancellationToken = default);

    /// <summary>Counts events by dimension and over time.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="request">What to count.</param>
    /// <param name="cancellationToken">Cancels the counting.</param>
    ValueTask<AuditFacets> CountAsync(AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives every event that matches when the export begins, without holding more than a page in memory.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    IAsyncEnumerable<AuditRecord> ExportAsync(
        AuditQuery query, AuditOrder order = AuditOrder.OldestFirst, CancellationToken cancellationToken = default);

    /// <summary>Says how far the store is behind the journal.</summary>
    ValueTask<AuditIndexing> IndexingAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until all events with a journal index below the given one can be found: read your own writes.</summary>
    /// <param name="index">The journal's next index after the own append.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether they can be found now.</returns>
    ValueTask<bool> WaitUntilVisibleAsync(long index, TimeSpan timeout, CancellationToken cancellationToken = default);
}
