using System.Runtime.CompilerServices;
using AuditGen.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erasure;

/// <summary>
/// A store whose answers show personal data to those who have the keys. What is searched and counted is what is stored: sealed
/// values cannot be searched for.
/// </summary>
internal sealed class RevealingStore(IAuditStore store, PersonalDataReader reader) : IAuditStore
{
    /// <inheritdoc/>
    public string Name => store.Name;

    /// <summary>The store, revealing where the application has keys.</summary>
    public static IAuditStore Over(IServiceProvider services, IAuditStore store) =>
        services.GetService<PersonalDataReader>() is { } reader ? new RevealingStore(store, reader) : store;

    /// <inheritdoc/>
    public async ValueTask<AuditPage> SearchAsync(AuditQuery query, AuditPaging paging, CancellationToken cancellationToken = default)
    {
        AuditPage page = await store.SearchAsync(query, paging, cancellationToken).ConfigureAwait(false);
        return page with { Records = [.. page.Records.Select(reader.Reveal)] };
    }

    /// <inheritdoc/>
    public async ValueTask<AuditRecord?> FindAsync(Guid id, AuditAccess access, CancellationToken cancellationToken = default) =>
        await store.FindAsync(id, access, cancellationToken).ConfigureAwait(false) is { } record ? reader.Reveal(record) : null;

    /// <inheritdoc/>
    /// <remarks>Folded anew where anything is sealed: what is compared and taken out of collections must be the clear values.</remarks>
    public async ValueTask<AuditState> AsOfAsync(
        string resourceType, string resourceId, DateTimeOffset at, AuditAccess access, CancellationToken cancellationToken = default)
    {
        AuditState state = await store.AsOfAsync(resourceType, resourceId, at, access, cancellationToken).ConfigureAwait(false);
        bool isSealed = (state.Last is { } last && UnreadableValues.Contains(last.Text.Span))
            || state.Values.Any(static value => UnreadableValues.Contains(value.Value.Json.Span));
        if (!isSealed)
        {
            return state;
        }

        var fold = new AuditStateFold();
        AuditQuery history = AuditQuery.HistoryOf(resourceType, resourceId, access) with { To = at.AddMilliseconds(1) };
        await foreach (AuditRecord record in ExportAsync(history, AuditOrder.OldestFirst, cancellationToken).ConfigureAwait(false))
        {
            if (record.Event.Timestamp <= at)
            {
                fold.Apply(record.Event);
            }
        }

        return fold.ToState(resourceType, resourceId, at);
    }

    /// <inheritdoc/>
    public ValueTask<AuditFacets> CountAsync(AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken = default) =>
        store.CountAsync(query, request, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditRecord> ExportAsync(
        AuditQuery query, AuditOrder order = AuditOrder.OldestFirst, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (AuditRecord record in store.ExportAsync(query, order, cancellationToken).ConfigureAwait(false))
        {
            yield return reader.Reveal(record);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AuditIndexing> IndexingAsync(CancellationToken cancellationToken = default) => store.IndexingAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> WaitUntilVisibleAsync(long index, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        store.WaitUntilVisibleAsync(index, timeout, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AuditStoreStatus> StatusAsync(CancellationToken cancellationToken = default) => store.StatusAsync(cancellationToken);
}
