using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>Counts events: from the maintained counters where nothing narrows the question, else row by row, segments in parallel.</summary>
internal sealed class StoreCounts(MonthReaders readers, TermNames names, BeginningCosts costs)
{
    private const int HoursOfMonth = 31 * 24;

    private const string Columns =
        "events.key, events.context, events.tenant, events.actor, events.on_behalf_of, events.resource_type, events.action, events.category, events.outcome";

    /// <summary>Counts what matches.</summary>
    public AuditFacets Count(StoreSnapshot snapshot, AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken)
    {
        Tally tally = new();
        EventKey? last = LastOf(request);
        if (query.IsUnfiltered)
        {
            foreach (StoreSegment segment in snapshot.Segments.Where(segment => last is not { } end || segment.Month <= end.Month))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Read(segment, reader =>
                {
                    if (last is { } end && end.Month == segment.Month)
                    {
                        AddCountersUpTo(reader, request, end, tally);
                    }
                    else
                    {
                        AddCounters(reader, request, tally);
                    }
                });
            }
        }
        else
        {
            InsidePlan inside = InsidePlan.For(query, names);
            IEnumerable<StoreSegment> segments = snapshot.Segments.Where(segment => StoreSearch.Overlaps(segment.Month, query));
            ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
            try
            {
                Parallel.ForEach(segments, options, segment =>
                {
                    Tally part = new();
                    Read(segment, reader => AddRows(reader, query, request, inside, last, snapshot.Position, part, cancellationToken));
                    lock (tally)
                    {
                        tally.Add(part);
                    }
                });
            }
            catch (AggregateException exception) when (exception.InnerExceptions.Count > 0)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            }
        }

        return tally.ToFacets(request);
    }

    private static EventKey? LastOf(AuditFacetRequest request) => request.UpTo is not { } id ? null
        : EventKey.TryFrom(id, out EventKey key) ? key
        : throw new ArgumentException("Counts go up to the id of an event; this is none.", nameof(request));

    private void Read(StoreSegment segment, Action<MonthReader> read)
    {
        MonthReader reader = readers.Rent(segment);
        try
        {
            read(reader);
        }
        finally
        {
            readers.Return(reader);
        }
    }

    private static void AddCounters(MonthReader reader, AuditFacetRequest request, Tally tally)
    {
        tally.Total += reader.Events;
        using SqliteStatement terms = reader.Database.Prepare("SELECT term, events FROM counts WHERE dimension = ?1 AND day = -1");
        foreach (AuditDimension dimension in request.Dimensions)
        {
            terms.Bind(1, (int)dimension);
            while (terms.Step())
            {
                tally.Add(dimension, reader.ValueOf((int)terms.Int64(0)), terms.Int64(1));
            }
        }

        if (request.Interval is { } interval)
        {
            using SqliteStatement hours = reader.Database.Prepare("SELECT day, term, events FROM counts WHERE dimension = ?1 AND day >= 0");
            hours.Bind(1, SegmentFiller.Hours);
            while (hours.Step())
            {
                tally.Add(interval.Floor(DateTimeOffset.UnixEpoch.AddDays(hours.Int64(0)).AddHours(hours.Int64(1))), hours.Int64(2));
            }
        }
    }

    /// <summary>The counters count all there is: the few events beyond the last one are taken off again, at the same moment.</summary>
    private static void AddCountersUpTo(MonthReader reader, AuditFacetRequest request, EventKey last, Tally tally)
    {
        reader.Database.Execute("BEGIN");
        try
        {
            AddCounters(reader, request, tally);
            using SqliteStatement beyond = reader.Database.Prepare($"SELECT {Columns} FROM events WHERE key >= ?1 AND NOT (key = ?1 AND tail <= ?2)");
            beyond.Bind(1, last.Key);
            beyond.Bind(2, last.Tail);
            while (beyond.Step())
            {
                tally.Total--;
                foreach (AuditDimension dimension in request.Dimensions)
                {
                    // Term 0 stands for no value.
                    if (beyond.Int64((int)dimension + 1) is var term and not 0)
                    {
                        tally.Add(dimension, reader.ValueOf((int)term), -1);
                    }
                }

                if (request.Interval is { } interval)
                {
                    tally.Add(interval.Floor(DateTimeOffset.FromUnixTimeMilliseconds(EventKey.MillisecondOf(last.Month, beyond.Int64(0)))), -1);
                }
            }
        }
        finally
        {
            reader.Database.Rollback();
        }
    }

    private void AddRows(
        MonthReader reader, AuditQuery query, AuditFacetRequest request, InsidePlan inside, EventKey? last, long until, Tally tally,
        CancellationToken cancellationToken)
    {
        SegmentPlan plan = SegmentPlan.For(reader, query, inside, names);

        // Up to the last one: what a traversal that begins with the newest still has to give behind the place just above it.
        EventKey? above = last is { } end ? end with { Tail = end.Tail + 1 } : null;
        KeyRange range = KeyRange.Of(
            reader.Segment.Month, query, above is null ? AuditOrder.OldestFirst : AuditOrder.NewestFirst, above, until);
        if (plan.IsLoose)
        {
            plan = plan.Tightened(costs, range);
        }

        if (plan.IsEmpty || range.IsEmpty)
        {
            return;
        }

        int month = reader.Segment.Month;
        int[] columns = [.. request.Dimensions.Select(dimension => (int)dimension + 1)];
        int size = (int)reader.Database.ReadInt64("SELECT coalesce(max(id), 0) + 1 FROM terms");
        int[][] terms = [.. columns.Select(_ => new int[size])];
        long[] hours = new long[HoursOfMonth];
        AuditMatcher? matcher = inside.IsExact && !plan.MustLook ? null : new AuditMatcher(query);
        string? selected = matcher is null ? Columns : Columns + ", events.tail, events.idx, " + reader.Columns.Split(", events.idx, ")[1];
        using SqliteStatement rows = SegmentScan.Prepare(reader, plan, range, selected);
        while (rows.Step())
        {
            long key = rows.Int64(0);
            if (matcher is not null
                && !matcher.Matches(reader.Load(new EventRow(new EventKey(month, key, rows.Int64(9)), rows.Int64(10), (int)rows.Int64(11), (int)rows.Int64(12))).Event))
            {
                continue;
            }

            if ((++tally.Total & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (int i = 0; i < columns.Length; i++)
            {
                terms[i][rows.Int64(columns[i])]++;
            }

            if (request.Interval is not null)
            {
                hours[EventKey.HourOf(key)]++;
            }
        }

        for (int i = 0; i < columns.Length; i++)
        {
            // Term 0 stands for no value.
            for (int term = 1; term < size; term++)
            {
                if (terms[i][term] > 0)
                {
                    tally.Add(request.Dimensions[i], reader.ValueOf(term), terms[i][term]);
                }
            }
        }

        for (int hour = 0; hour < hours.Length; hour++)
        {
            if (hours[hour] > 0)
            {
                tally.Add(request.Interval!.Value.Floor(EventKey.TimeOf(month).AddHours(hour)), hours[hour]);
            }
        }
    }
}
