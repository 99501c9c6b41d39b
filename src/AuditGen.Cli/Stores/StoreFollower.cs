using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Cli.Stores;

/// <summary>
/// Sees events as they come. Ids may come late and out of order, so each look goes back until so many known events follow each
/// other, and then counts: where the store has more events than were seen since the oldest remembered one, the look goes on
/// to there.
/// </summary>
internal sealed class StoreFollower(IAuditReader reader, AuditQuery query)
{
    /// <summary>How many known events in a row end the quick look back.</summary>
    public const int KnownInARow = 200;

    private const int FirstRemembered = AuditPaging.MaxSize;
    private const int MostRemembered = 20_000;

    private readonly SortedSet<Guid> _seen = [];
    private DateTimeOffset? _since = query.From;
    private long _surplus;

    /// <summary>The newest events that are there already, oldest first; following begins behind them.</summary>
    public async ValueTask<IReadOnlyList<AuditRecord>> BeginAsync(int limit, CancellationToken cancellationToken)
    {
        (IReadOnlyCollection<AuditRecord> records, AuditCursor? more) = await StorePages
            .ReadAsync(reader, query, AuditOrder.NewestFirst, Math.Max(limit, FirstRemembered), cursor: null, cancellationToken).ConfigureAwait(false);
        _seen.UnionWith(records.Select(static record => record.Event.Id));
        if (more is not null)
        {
            ForgetBefore(_seen.Min);
        }

        return [.. records.Take(limit).Reverse()];
    }

    /// <summary>What came since the last look, oldest first.</summary>
    public async ValueTask<IReadOnlyList<AuditRecord>> LookAsync(CancellationToken cancellationToken)
    {
        AuditQuery remembered = query with { From = _since };
        List<AuditRecord> fresh = await LookBackAsync(remembered, KnownInARow, cancellationToken).ConfigureAwait(false);
        if (fresh.Count + _seen.Count == 0)
        {
            return fresh;
        }

        // What came behind the newest one meanwhile is for the next look.
        var upToNewest = new AuditFacetRequest { UpTo = fresh.Select(static record => record.Event.Id).Append(_seen.Max).Max() };
        long there = (await reader.CountAsync(remembered, upToNewest, cancellationToken).ConfigureAwait(false)).Total;
        if (there - _seen.Count - fresh.Count > _surplus)
        {
            fresh = await LookBackAsync(remembered, int.MaxValue, cancellationToken).ConfigureAwait(false);

            // What is still left are second copies of events, which are counted and not shown.
            _surplus = Math.Max(0, there - _seen.Count - fresh.Count);
        }

        Remember(fresh);
        return fresh;
    }

    /// <summary>The unknown events, oldest first, from the newest one back to where so many known ones follow each other.</summary>
    private async ValueTask<List<AuditRecord>> LookBackAsync(AuditQuery remembered, int knownInARow, CancellationToken cancellationToken)
    {
        List<AuditRecord> fresh = [];
        var paging = new AuditPaging { Order = AuditOrder.NewestFirst, Size = knownInARow == KnownInARow ? KnownInARow : AuditPaging.MaxSize };
        int known = 0;
        while (true)
        {
            AuditPage page = await reader.SearchAsync(remembered, paging, cancellationToken).ConfigureAwait(false);
            foreach (AuditRecord record in page.Records)
            {
                if (_seen.Contains(record.Event.Id))
                {
                    known++;
                }
                else if (known < knownInARow)
                {
                    known = 0;
                    fresh.Add(record);
                }
            }

            if (page.Next is not { } next || known >= knownInARow)
            {
                fresh.Reverse();
                return fresh;
            }

            paging = paging with { After = next };
        }
    }

    private void Remember(List<AuditRecord> fresh)
    {
        _seen.UnionWith(fresh.Select(static record => record.Event.Id));
        if (_seen.Count > MostRemembered)
        {
            ForgetBefore(_seen.ElementAt(_seen.Count - (MostRemembered / 2)));
        }
    }

    /// <summary>Forgets what happened in the millisecond of an event or before: a question begins with a whole millisecond.</summary>
    private void ForgetBefore(Guid id)
    {
        _since = EventTime.After(id);
        _seen.RemoveWhere(seen => EventTime.After(seen) <= _since);
        _surplus = 0;
    }
}
