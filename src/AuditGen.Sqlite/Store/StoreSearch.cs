using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>Finds events over all segments: month by month in the order asked for, the parts of a month merged by id.</summary>
internal sealed class StoreSearch(MonthReaders readers, TermNames names, BeginningCosts costs)
{
    /// <summary>Gives up to so many matching events beyond the last one given.</summary>
    /// <param name="snapshot">The manifest.</param>
    /// <param name="query">What matches.</param>
    /// <param name="order">The order.</param>
    /// <param name="after">The last event given.</param>
    /// <param name="until">Only journal indexes below this.</param>
    /// <param name="limit">At most this many, and at least one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public List<AuditRecord> Find(
        StoreSnapshot snapshot, AuditQuery query, AuditOrder order, Guid? after, long until, int limit, CancellationToken cancellationToken)
    {
        List<AuditRecord> found = [];
        Visit(snapshot, query, order, after, until, Take, cancellationToken);
        return found;

        bool Take(AuditRecord record)
        {
            found.Add(record);
            return found.Count < limit;
        }
    }

    /// <summary>Gives matching events beyond the last one given, one by one.</summary>
    /// <param name="snapshot">The manifest.</param>
    /// <param name="query">What matches.</param>
    /// <param name="order">The order.</param>
    /// <param name="after">The last event given.</param>
    /// <param name="until">Only journal indexes below this.</param>
    /// <param name="take">Takes an event, and says whether to go on.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Visit(
        StoreSnapshot snapshot, AuditQuery query, AuditOrder order, Guid? after, long until, Func<AuditRecord, bool> take,
        CancellationToken cancellationToken)
    {
        AuditMatcher matcher = new(query);
        InsidePlan inside = InsidePlan.For(query, names);
        LookingTrial trial = new(costs);
        EventKey? done = after is { } last
            ? EventKey.TryFrom(last, out EventKey key) ? key : throw new ArgumentException("The cursor does not come from this store.", nameof(after))
            : null;
        IEnumerable<IGrouping<int, StoreSegment>> months = snapshot.Segments.GroupBy(segment => segment.Month);
        foreach (IGrouping<int, StoreSegment> month in order == AuditOrder.NewestFirst ? months.Reverse() : months)
        {
            KeyRange range = KeyRange.Of(month.Key, query, order, done, until);
            if (!range.IsEmpty && !inside.IsEmpty && Overlaps(month.Key, query) && !VisitMonth(month, range))
            {
                return;
            }
        }

        bool VisitMonth(IEnumerable<StoreSegment> parts, KeyRange range)
        {
            List<SegmentScan> scans = [];
            try
            {
                foreach (StoreSegment part in parts)
                {
                    MonthReader reader = readers.Rent(part);
                    scans.Add(SegmentScan.Open(readers, reader, Plan(reader, query, inside), range, trial));
                }

                return Merge(scans, order, scan =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    AuditRecord record = scan.Reader.Load(scan.Current);
                    bool matches = matcher.Matches(record.Event);
                    trial.Looked(matches, scan.Reader.Segment.IsArchive);
                    return !matches || take(record);
                });
            }
            finally
            {
                scans.ForEach(scan => scan.Dispose());
            }
        }
    }

    /// <summary>Whether a month has anything of the query's range of time.</summary>
    public static bool Overlaps(int month, AuditQuery query) =>
        (query.From is not { } from || EventKey.TimeOf(month + 1) > from) && (query.To is not { } to || EventKey.TimeOf(month) < to);

    private SegmentPlan Plan(MonthReader reader, AuditQuery query, InsidePlan inside)
    {
        try
        {
            return SegmentPlan.For(reader, query, inside, names);
        }
        catch
        {
            readers.Return(reader);
            throw;
        }
    }

    /// <returns>Whether all was taken to the end.</returns>
    private static bool Merge(List<SegmentScan> scans, AuditOrder order, Func<SegmentScan, bool> take)
    {
        List<SegmentScan> open = [.. scans.Where(scan => scan.Next())];
        while (open.Count > 0)
        {
            SegmentScan next = open[0];
            for (int i = 1; i < open.Count; i++)
            {
                int compared = Compare(open[i].Current.Key, next.Current.Key);
                if (order == AuditOrder.NewestFirst ? compared > 0 : compared < 0)
                {
                    next = open[i];
                }
            }

            if (!take(next))
            {
                return false;
            }

            if (!next.Next())
            {
                open.Remove(next);
            }
        }

        return true;
    }

    private static int Compare(EventKey left, EventKey right) =>
        left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Tail.CompareTo(right.Tail);
}
