using SQLitePCL;

namespace AuditGen.Sqlite.Native;

/// <summary>A prepared statement. Parameters are numbered from 1, columns from 0, as in SQLite.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _handle;
    private readonly string _sql;
    private readonly nint _pointer;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt handle, string sql)
    {
        _database = database;
        _handle = handle;
        _sql = sql;
        _pointer = handle.DangerousGetHandle();
    }

    /// <summary>Binds an integer.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_handle, parameter, value));

    /// <summary>Binds bytes; SQLite takes a copy.</summary>
    public void BindBlob(int parameter, ReadOnlySpan<byte> value) => Check(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(_handle, parameter, 0)
        : raw.sqlite3_bind_blob(_handle, parameter, value));

    /// <summary>Binds UTF-8 text; SQLite takes a copy.</summary>
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_handle, parameter, utf8));

    /// <summary>Binds text.</summary>
    public void BindText(int parameter, string value) => Check(raw.sqlite3_bind_text(_handle, parameter, value));

    /// <summary>Binds null.</summary>
    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_handle, parameter));

    /// <summary>Runs an insert of one event, without copying its bytes on the way to the page.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">It failed; nothing was inserted.</exception>
    public unsafe void RunInsert(
        long index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> context, ReadOnlySpan<byte> leaf, long checksum, ReadOnlySpan<byte> text)
    {
        nint statement = _pointer;
        fixed (byte* idBytes = id, contextBytes = context, leafBytes = leaf, textBytes = text)
        {
            int code = SqliteNative.BindInt64(statement, 1, index)
                | SqliteNative.BindBlob(statement, 2, idBytes, id.Length)
                | SqliteNative.BindText(statement, 3, contextBytes, context.Length)
                | SqliteNative.BindBlob(statement, 4, leafBytes, leaf.Length)
                | SqliteNative.BindInt64(statement, 5, checksum)
                | SqliteNative.BindBlob(statement, 6, textBytes, text.Length);
            Check(code);
            code = SqliteNative.Step(statement);
            if (code != raw.SQLITE_DONE)
            {
                var failure = _database.Failure(code, _sql);
                Reset();
                throw failure;
            }

            SqliteNative.Reset(statement);
        }

        GC.KeepAlive(_handle);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns><see langword="false"/> when there is none; the statement is then ready to be run again.</returns>
    public bool Step()
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        int code = SqliteNative.Step(_pointer);
        GC.KeepAlive(_handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            var failure = _database.Failure(code, _sql);
            Reset();
            throw failure;
        }

        Reset();
        return false;
    }

    /// <summary>Runs a statement without rows.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    /// <summary>Makes the statement ready to be run again.</summary>
    public void Reset() => raw.sqlite3_reset(_handle);

    /// <summary>The number of columns of a row.</summary>
    public int Columns => raw.sqlite3_column_count(_handle);

    /// <summary>A column as an integer.</summary>
    public long Int64(int column)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        long value = SqliteNative.ColumnInt64(_pointer, column);
        GC.KeepAlive(_handle);
        return value;
    }

    /// <summary>The bytes of a column, of a blob or of text in UTF-8; valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_handle, column);

    /// <summary>A column as text; empty for null.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string() ?? "";

    /// <summary>Whether the column is null.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw _database.Failure(code, _sql);
        }
    }
}
