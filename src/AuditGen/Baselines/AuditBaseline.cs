using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Scopes;

namespace AuditGen.Baselines;

/// <summary>Writes each page as an operation of its own, and finds where an earlier run stopped in the trail.</summary>
internal sealed class AuditBaseline(AuditOperations operations, IAuditReader reader, IJournal journal, TimeProvider time) : IAuditBaseline
{
    private const string CursorName = "cursor";
    private static readonly TimeSpan s_visible = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<BaselineProgress> BaselineAsync<TResource>(
        IBaselineSource<TResource> source, BaselineOptions? options = null, IProgress<BaselineProgress>? progress = null, CancellationToken cancellationToken = default)
        where TResource : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new BaselineOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PageSize, 10_000, nameof(options));
        AuditResourceType type = operations.Catalogue.Find(typeof(TResource)) ?? throw new ArgumentException(
            $"{typeof(TResource)} is not an auditable resource. Put [Auditable(\"context\", \"resource_type\")] on it, and call services.AddAuditedHandlers().",
            nameof(source));
        AuditedHandler handler = HandlerFor(type);
        string? cursor = options.StartOver ? null : await FindCursorAsync(type, cancellationToken).ConfigureAwait(false);
        long? total = await source.CountAsync(cursor, cancellationToken).ConfigureAwait(false);
        var done = new BaselineProgress(type.ResourceType, 0, 0, total, cursor);
        progress?.Report(done);
        while (true)
        {
            IReadOnlyList<BaselineRecord<TResource>> page = await source.ReadAsync(done.Cursor, options.PageSize, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                done = done with { Total = done.Written + done.Skipped };
                progress?.Report(done);
                return done;
            }

            int written = await WriteAsync(handler, type, page, source as IBaselineStates<TResource>, options, cancellationToken).ConfigureAwait(false);
            done = done with { Written = done.Written + written, Skipped = done.Skipped + page.Count - written, Cursor = page[^1].Cursor };
            progress?.Report(done);
        }
    }

    private static AuditedHandler HandlerFor(AuditResourceType type) => new()
    {
        HandlerType = typeof(AuditBaseline),
        Method = nameof(BaselineAsync),
        Actions =
        [
            new AuditAction(IAuditBaseline.ActionCode, AuditCategory.Import, type.Context, type.ResourceType) { EventType = "Baseline" },
        ],
        Independent = true,
    };

    /// <summary>Where the latest run stopped: every event of a page carries the cursor of the page's end.</summary>
    private async ValueTask<string?> FindCursorAsync(AuditResourceType type, CancellationToken cancellationToken)
    {
        if (!await reader.WaitUntilVisibleAsync(journal.NextIndex, s_visible, cancellationToken).ConfigureAwait(false))
        {
            throw new AuditStoreException("The store is so far behind the journal that nobody knows where the last baseline stopped. Wait until it has caught up.");
        }

        var query = new AuditQuery
        {
            Access = AuditAccess.Everything,
            Contexts = [type.Context],
            ResourceTypes = [type.ResourceType],
            Actions = [IAuditBaseline.ActionCode],
            Outcomes = [AuditOutcome.Success],
        };
        AuditPage latest = await reader.SearchAsync(query, new AuditPaging { Size = 1 }, cancellationToken).ConfigureAwait(false);
        return latest.Records.FirstOrDefault()?.Event.Data.FirstOrDefault(static datum => datum.Name == CursorName).Value.GetString();
    }

    private async Task<int> WriteAsync<TResource>(
        AuditedHandler handler,
        AuditResourceType type,
        IReadOnlyList<BaselineRecord<TResource>> page,
        IBaselineStates<TResource>? states,
        BaselineOptions options,
        CancellationToken cancellationToken)
        where TResource : notnull
    {
        var operation = (AuditOperation)operations.Begin(handler);
        await using (operation.ConfigureAwait(true))
        {
            List<SavedResource> saved = [];
            foreach (BaselineRecord<TResource> record in page)
            {
                (AuditResourceType recorded, object state) = states?.Capture(record.Resource) ?? (type, type.Capture(record.Resource));
                if (!options.SkipKnown || !await IsKnownAsync(recorded, state, cancellationToken).ConfigureAwait(true))
                {
                    saved.Add(new SavedResource { Owner = operation, Type = recorded, After = state });
                }
            }

            operation.AddData<string?, Values.StringCodec>(CursorName, page[^1].Cursor);
            await operation.ReserveAsync(cancellationToken).ConfigureAwait(true);
            operation.MarkWatched();
            await operation.CommittedAsync(saved).ConfigureAwait(true);
            await operation.CompleteAsync().ConfigureAwait(true);
            return saved.Count;
        }
    }

    private async ValueTask<bool> IsKnownAsync(AuditResourceType type, object state, CancellationToken cancellationToken)
    {
        AuditState known = await reader.AsOfAsync(
            type.ResourceType, type.Identify(state).Id, time.GetUtcNow(), AuditAccess.Everything, cancellationToken).ConfigureAwait(false);
        return known.Knowledge == AuditStateKnowledge.Whole;
    }
}
