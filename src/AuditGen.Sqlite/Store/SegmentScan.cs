using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>Walks through the rows of one segment that a plan finds, in the order of their keys, one step at a time.</summary>
internal sealed class SegmentScan : IDisposable
{
    private readonly MonthReaders _readers;
    private readonly KeyRange _range;
    private readonly LookingTrial _trial;
    private SegmentPlan _plan;
    private SqliteStatement? _rows;

    private SegmentScan(MonthReaders readers, MonthReader reader, SegmentPlan plan, KeyRange range, LookingTrial trial)
    {
        _readers = readers;
        Reader = reader;
        _plan = plan;
        _range = range;
        _trial = trial;
    }

    /// <summary>The segment's reader; rows are loaded through it while the scan goes on.</summary>
    public MonthReader Reader { get; }

    /// <summary>The row that <see cref="Next"/> came to.</summary>
    public EventRow Current { get; private set; }

    /// <summary>Begins a scan; the reader goes back when it is disposed.</summary>
    /// <param name="readers">Takes the reader back.</param>
    /// <param name="reader">The segment.</param>
    /// <param name="plan">What matches.</param>
    /// <param name="range">Which rows, and in which order.</param>
    /// <param name="trial">Says how long rows of a loose plan are given; those of the tightened plan follow.</param>
    public static SegmentScan Open(MonthReaders readers, MonthReader reader, SegmentPlan plan, KeyRange range, LookingTrial trial)
    {
        SegmentScan scan = new(readers, reader, plan, range, trial);
        try
        {
            scan.Begin(range);
            return scan;
        }
        catch
        {
            scan.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement over matching rows.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="plan">What matches.</param>
    /// <param name="range">Which rows.</param>
    /// <param name="columns">What to read of each row; by default what makes an <see cref="EventRow"/>.</param>
    /// <param name="isOrdered">Whether the order matters.</param>
    public static SqliteStatement Prepare(MonthReader reader, SegmentPlan plan, KeyRange range, string? columns = null, bool isOrdered = false)
    {
        // CROSS JOIN makes SQLite walk the index first and look the rows up; the bounds on rowid go into the index.
        byte[]? match = plan.Match;
        string key = match is null ? "events.key" : "words.rowid";
        string source = match is null
            ? "events WHERE"
            : "words CROSS JOIN events ON events.key = words.rowid WHERE words MATCH ?4 AND";
        bool isDescending = range.Order == AuditOrder.NewestFirst;
        string beyond = range.AfterKey < 0 ? string.Empty
            : $" AND NOT (events.key = ?5 AND events.tail {(isDescending ? ">=" : "<=")} ?6)";
        string ordered = isOrdered ? $" ORDER BY {key}" + (isDescending ? " DESC" : string.Empty) : string.Empty;
        SqliteStatement rows = reader.Database.Prepare(
            $"SELECT {columns ?? reader.Columns} FROM {source} {key} >= ?1 AND {key} <= ?2 AND events.idx < ?3{beyond}{plan.Rows}{ordered}");
        rows.Bind(1, range.First);
        rows.Bind(2, range.Last);
        rows.Bind(3, range.Until);
        if (match is not null)
        {
            rows.BindText(4, match);
        }

        if (range.AfterKey >= 0)
        {
            rows.Bind(5, range.AfterKey);
            rows.Bind(6, range.AfterTail);
        }

        return rows;
    }

    /// <summary>Goes to the next row.</summary>
    public bool Next()
    {
        if (_plan.IsLoose && _trial.IsOver && _rows is not null)
        {
            _rows.Dispose();
            _rows = null;
            Begin(_range.Beyond(Current.Key));
        }

        if (_rows is null || !_rows.Step())
        {
            return false;
        }

        Current = new EventRow(
            new EventKey(Reader.Segment.Month, _rows.Int64(0), _rows.Int64(1)), _rows.Int64(2), (int)_rows.Int64(3), (int)_rows.Int64(4));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _readers.Return(Reader);
    }

    private void Begin(KeyRange range)
    {
        if (_plan.IsLoose && _trial.IsOver)
        {
            _plan = _plan.Tightened(_trial.Costs, range);
        }

        if (!_plan.IsEmpty && !range.IsEmpty)
        {
            _rows = Prepare(Reader, _plan, range, isOrdered: true);
        }
    }
}
