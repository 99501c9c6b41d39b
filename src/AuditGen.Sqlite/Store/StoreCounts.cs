using System.Runtime.InteropServices;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>Counts events: from the maintained counters where nothing narrows the question, else row by row, segments in parallel.</summary>
internal sealed class StoreCounts(MonthReaders readers, TermNames names)
{
    private const string Columns =
        "events.key, events.context, events.tenant, events.actor, events.on_behalf_of, events.resource_type, events.action, events.category, events.outcome";

    /// <summary>Counts what matches.</summary>
    public AuditFacets Count(StoreSnapshot snapshot, AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken)
    {
        Tally tally = new();
        if (query.IsUnfiltered)
        {
            foreach (StoreSegment segment in snapshot.Segments)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Read(segment, reader => AddCounters(reader, request, tally));
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
                    Read(segment, reader => AddRows(reader, query, request, inside, snapshot.Position, part, cancellationToken));
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

    private void AddRows(
        MonthReader reader, AuditQuery query, AuditFacetRequest request, InsidePlan inside, long until, Tally tally,
        CancellationToken cancellationToken)
    {
        SegmentPlan plan = SegmentPlan.For(reader, query, inside, names);
        KeyRange range = KeyRange.Of(reader.Segment.Month, query, AuditOrder.OldestFirst, after: null, until);
        if (plan.IsEmpty || range.IsEmpty)
        {
            return;
        }

        int month = reader.Segment.Month;
        int[] columns = [.. request.Dimensions.Select(dimension => (int)dimension + 1)];
        int size = (int)reader.Database.ReadInt64("SELECT coalesce(max(id), 0) + 1 FROM terms");
        int[][] terms = [.. columns.Select(_ => new int[size])];
        Dictionary<long, long> hours = [];
        AuditMatcher? matcher = inside.IsExact ? null : new AuditMatcher(query);
        string? selected = matcher is null ? Columns : Columns + ", events.tail, events.idx, " + reader.Columns.Split(", events.idx, ")[1];
        using SqliteStatement rows = SegmentScan.Prepare(reader, plan, order: null, range, selected);
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
                CollectionsMarshal.GetValueRefOrAddDefault(hours, EventKey.MillisecondOf(month, key) / 3_600_000, out _)++;
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

        foreach ((long hour, long events) in hours)
        {
            tally.Add(request.Interval!.Value.Floor(DateTimeOffset.UnixEpoch.AddHours(hour)), events);
        }
    }
}
