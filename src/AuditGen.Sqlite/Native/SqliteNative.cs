using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Native;

/// <summary>
/// The calls of the hottest path, straight into the library that the package brings: no safe handle is counted up and
/// down, and bytes are bound where they lie instead of being copied by every bind. See sqlite.org/c3ref/bind_blob.html.
/// </summary>
internal static unsafe partial class SqliteNative
{
    /// <summary>The library of SQLitePCLRaw.bundle_e_sqlite3.</summary>
    public const string Library = "e_sqlite3";

    /// <summary>The bytes stay where they are until the statement has been stepped: SQLITE_STATIC.</summary>
    private const nint Static = 0;

    public static int BindInt64(nint statement, int parameter, long value) => sqlite3_bind_int64(statement, parameter, value);

    public static int BindBlob(nint statement, int parameter, byte* bytes, int length) => sqlite3_bind_blob(statement, parameter, bytes, length, Static);

    public static int BindText(nint statement, int parameter, byte* utf8, int length) => sqlite3_bind_text(statement, parameter, utf8, length, Static);

    public static int Step(nint statement) => sqlite3_step(statement);

    public static long ColumnInt64(nint statement, int column) => sqlite3_column_int64(statement, column);

    public static int Reset(nint statement) => sqlite3_reset(statement);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int sqlite3_bind_int64(nint statement, int parameter, long value);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int sqlite3_bind_blob(nint statement, int parameter, byte* bytes, int length, nint destructor);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int sqlite3_bind_text(nint statement, int parameter, byte* utf8, int length, nint destructor);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sqlite3_reset(nint statement);
}
