using AuditGen.Ledger;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Ledger;

/// <summary>Reads rows of one database file page by page without believing any of them.</summary>
internal abstract class DoubtedRows : IStoredEventReader
{
    private const int PageEvents = 1024;
    private const int PageBytes = 4 * 1024 * 1024;

    private bool _ended;

    protected DoubtedRows(SqliteDatabase database, string select, long first, long end)
    {
        Database = database;
        Rows = database.Prepare(select);
        Rows.Bind(1, first);
        Rows.Bind(2, end);
    }

    protected SqliteDatabase Database { get; }

    /// <summary>The statement; it stands on the row that <see cref="Add"/> is about.</summary>
    protected SqliteStatement Rows { get; }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(StoredEventPage page, CancellationToken cancellationToken)
    {
        page.Clear();
        try
        {
            while (!_ended && page.Events.Length < PageEvents && page.Bytes < PageBytes)
            {
                _ended = !Rows.Step();
                if (!_ended)
                {
                    Add(page);
                }
            }
        }
        catch (SqliteException exception)
        {
            return ValueTask.FromException<bool>(new LedgerException($"cannot be read any further: {exception.Message}", exception));
        }

        return new(page.Events.Length > 0);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Rows.Dispose();
        Database.Dispose();
    }

    /// <summary>Makes a reader, and says what SQLite has against the file as a fault of the ledger's copy.</summary>
    /// <exception cref="LedgerException">The file cannot be read.</exception>
    protected static TReader Open<TReader>(Func<TReader> make)
        where TReader : DoubtedRows
    {
        try
        {
            return make();
        }
        catch (SqliteException exception)
        {
            throw new LedgerException($"cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Adds the row to the page, with what is wrong with it.</summary>
    protected abstract void Add(StoredEventPage page);
}
