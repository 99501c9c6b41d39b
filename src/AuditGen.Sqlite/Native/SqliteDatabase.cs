using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AuditGen.Sqlite.Native;

/// <summary>
/// One SQLite connection, used by one thread at a time, over the raw calls: the hot paths prepare once, bind spans and
/// allocate nothing a row.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    // SQLITE_CONFIG_MEMSTATUS
    private const int MemoryStatistics = 9;

    // SQLITE_DBSTATUS_CACHE_HIT and SQLITE_DBSTATUS_CACHE_MISS
    private const int CacheHits = 7;
    private const int CacheMisses = 8;

    private static volatile bool s_initialised;

    private readonly sqlite3 _handle;

    private SqliteDatabase(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    /// <summary>The file, or <c>:memory:</c>.</summary>
    public string Path { get; }

    /// <summary>Whether no transaction is open.</summary>
    public bool InAutocommit => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>How many pages the connection has asked for so far, cached or not: its work, on any machine.</summary>
    public long PagesRead => Status(CacheHits) + Status(CacheMisses);

    /// <summary>Opens a database file.</summary>
    /// <param name="path">The file, or <c>:memory:</c>.</param>
    /// <param name="access">What for.</param>
    /// <param name="busyTimeout">How long a call waits for another process's lock.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteDatabase Open(string path, SqliteAccess access, TimeSpan busyTimeout)
    {
        Initialise();
        int flags = raw.SQLITE_OPEN_NOMUTEX | access switch
        {
            SqliteAccess.Create => raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
            SqliteAccess.Write => raw.SQLITE_OPEN_READWRITE,
            SqliteAccess.Read => raw.SQLITE_OPEN_READONLY,
            _ => raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI,
        };
        string name = access == SqliteAccess.ReadImmutable
            ? new UriBuilder { Scheme = "file", Host = "", Path = path, Query = "immutable=1" }.Uri.AbsoluteUri
            : path;
        int code = raw.sqlite3_open_v2(name, out sqlite3 handle, flags, null);
        var database = new SqliteDatabase(handle, path);
        if (code != raw.SQLITE_OK)
        {
            SqliteException failure = database.Failure(code, "open");
            database.Dispose();
            throw failure;
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return database;
    }

    /// <summary>Runs one or more statements without results.</summary>
    /// <exception cref="SqliteException">A statement failed.</exception>
    public void Execute(string sql)
    {
        int code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code, sql);
        }
    }

    /// <summary>Prepares a statement for repeated use.</summary>
    /// <exception cref="SqliteException">The text is wrong for this database.</exception>
    public SqliteStatement Prepare(string sql)
    {
        int code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt statement);
        return code == raw.SQLITE_OK ? new SqliteStatement(this, statement, sql) : throw Failure(code, sql);
    }

    /// <summary>The first column of the first row as an integer; 0 where there is no row.</summary>
    public long ReadInt64(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>The first column of the first row as text; empty where there is no row.</summary>
    public string ReadText(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>Moves what the write-ahead log holds into the database file, as far as readers let it.</summary>
    /// <param name="truncate">Wait for readers and empty the log, instead of doing what can be done at once.</param>
    /// <returns>Whether everything was moved.</returns>
    /// <exception cref="SqliteException">Reading or writing failed.</exception>
    public bool Checkpoint(bool truncate)
    {
        int mode = truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE;
        int code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out int frames, out int moved);
        return (code & 0xff) switch
        {
            raw.SQLITE_OK => frames == moved,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => false,
            _ => throw Failure(code, "checkpoint"),
        };
    }

    /// <summary>Takes back the open transaction, if there still is one.</summary>
    public void Rollback()
    {
        if (!InAutocommit)
        {
            Execute("ROLLBACK");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private long Status(int what)
    {
        int code = raw.sqlite3_db_status(_handle, what, out int current, out _, resetFlg: 0);
        return code == raw.SQLITE_OK ? current : throw Failure(code, "status");
    }

    /// <summary>
    /// Loads SQLite, without its memory statistics: they take a lock for every allocation, which is a tenth of the cost of
    /// indexing. Where the application has opened a database before, its setting stays.
    /// </summary>
    private static void Initialise()
    {
        if (!s_initialised)
        {
            Batteries_V2.Init();
            if (raw.GetNativeLibraryName() != SqliteNative.Library)
            {
                throw new InvalidOperationException($"Another part of the process has fixed SQLite to '{raw.GetNativeLibraryName()}'; "
                    + $"AuditGen needs '{SqliteNative.Library}', of the package SQLitePCLRaw.bundle_e_sqlite3. Use that one for everything.");
            }

            _ = raw.sqlite3_config(MemoryStatistics, 0);
            s_initialised = true;
        }
    }

    internal SqliteException Failure(int code, string doing)
    {
        string reason = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return new SqliteException($"{Path}: {reason} (SQLite code {code}) at: {doing}", code & 0xff, code);
    }
}
