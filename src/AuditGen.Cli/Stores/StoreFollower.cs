using AuditGen.Reading;

namespace AuditGen.Cli.Stores;

/// <summary>
/// Sees events as they come. Ids may come late and out of order, so each look goes back over what was seen before, until so
/// many known events follow each other that a late one behind them is not to be expected.
/// </summary>
internal sealed class StoreFollower(IAuditReader reader, AuditQuery query)
{
    /// <summary>How many known events in a row end a look back.</summary>
    public const int KnownInARow = 200;

    private const int MostRemembered = 20_000;

    private readonly SortedSet<Guid> _seen = [];
    private Guid _oldest;

    /// <summary>The newest events that are there already, oldest first; following begins behind them.</summary>
    public async ValueTask<IReadOnlyList<AuditRecord>> BeginAsync(int limit, CancellationToken cancellationToken)
    {
        (IReadOnlyCollection<AuditRecord> records, AuditCursor? more) = await StorePages
            .ReadAsync(reader, query, AuditOrder.NewestFirst, Math.Max(limit, KnownInARow), cursor: null, cancellationToken).ConfigureAwait(false);
        _seen.UnionWith(records.Select(static record => record.Event.Id));
        _oldest = more is null ? Guid.Empty : _seen.Min;
        return [.. records.Take(limit).Reverse()];
    }

    /// <summary>What came since the last look, oldest first.</summary>
    public async ValueTask<IReadOnlyList<AuditRecord>> LookAsync(CancellationToken cancellationToken)
    {
        List<AuditRecord> fresh = [];
        var paging = new AuditPaging { Order = AuditOrder.NewestFirst, Size = KnownInARow };
        int known = 0;
        while (true)
        {
            AuditPage page = await reader.SearchAsync(query, paging, cancellationToken).ConfigureAwait(false);
            foreach (AuditRecord record in page.Records)
            {
                if (record.Event.Id.CompareTo(_oldest) < 0 || known == KnownInARow)
                {
                    return Remember(fresh);
                }

                known = _seen.Contains(record.Event.Id) ? known + 1 : 0;
                if (known == 0)
                {
                    fresh.Add(record);
                }
            }

            if (page.Next is not { } next || known == KnownInARow)
            {
                return Remember(fresh);
            }

            paging = paging with { After = next };
        }
    }

    private List<AuditRecord> Remember(List<AuditRecord> fresh)
    {
        fresh.Reverse();
        _seen.UnionWith(fresh.Select(static record => record.Event.Id));
        if (_seen.Count > MostRemembered)
        {
            foreach (Guid old in _seen.Take(_seen.Count - (MostRemembered / 2)).ToArray())
            {
                _seen.Remove(old);
            }

            _oldest = _seen.Min;
        }

        return fresh;
    }
}
