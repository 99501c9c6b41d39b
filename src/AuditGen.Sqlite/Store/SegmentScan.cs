using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>Walks through the rows of one segment that match a plan, in the order of their keys, one step at a time.</summary>
internal sealed class SegmentScan : IDisposable
{
    private readonly MonthReaders _readers;
    private readonly SqliteStatement? _rows;

    private SegmentScan(MonthReaders readers, MonthReader reader, SqliteStatement? rows)
    {
        _readers = readers;
        Reader = reader;
        _rows = rows;
    }

    /// <summary>The segment's reader; rows are loaded through it while the scan goes on.</summary>
    public MonthReader Reader { get; }

    /// <summary>The row that <see cref="Next"/> came to.</summary>
    public EventRow Current { get; private set; }

    /// <summary>Begins a scan; the reader goes back when it is disposed.</summary>
    public static SegmentScan Open(MonthReaders readers, MonthReader reader, SegmentPlan plan, AuditOrder order, KeyRange range)
    {
        if (plan.IsEmpty || range.IsEmpty)
        {
            return new SegmentScan(readers, reader, rows: null);
        }

        try
        {
            return new SegmentScan(readers, reader, Prepare(reader, plan, order, range));
        }
        catch
        {
            readers.Return(reader);
            throw;
        }
    }

    /// <summary>Prepares a statement over matching rows.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="plan">What matches.</param>
    /// <param name="order">The order; <see langword="null"/> for any.</param>
    /// <param name="range">Which rows.</param>
    /// <param name="columns">What to read of each row; by default what makes an <see cref="EventRow"/>.</param>
    public static SqliteStatement Prepare(MonthReader reader, SegmentPlan plan, AuditOrder? order, KeyRange range, string? columns = null)
    {
        // CROSS JOIN makes SQLite walk the index first and look the rows up; the bounds on rowid go into the index.
        byte[]? match = plan.Match;
        string key = match is null ? "events.key" : "words.rowid";
        string source = match is null
            ? "events WHERE"
            : "words CROSS JOIN events ON events.key = words.rowid WHERE words MATCH ?6 AND";
        string beyond = order == AuditOrder.NewestFirst ? ">=" : "<=";
        string ordered = order is null ? string.Empty : $" ORDER BY {key}" + (order == AuditOrder.NewestFirst ? " DESC" : string.Empty);
        SqliteStatement rows = reader.Database.Prepare(
            $"SELECT {columns ?? reader.Columns} FROM {source} {key} >= ?1 AND {key} <= ?2 AND events.idx < ?3"
            + $" AND NOT (events.key = ?4 AND events.tail {beyond} ?5){plan.Rows}{ordered}");
        rows.Bind(1, range.First);
        rows.Bind(2, range.Last);
        rows.Bind(3, range.Until);
        rows.Bind(4, range.AfterKey);
        rows.Bind(5, range.AfterTail);
        if (match is not null)
        {
            rows.BindText(6, match);
        }

        return rows;
    }

    /// <summary>Goes to the next row.</summary>
    public bool Next()
    {
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
}
