using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Store;

/// <summary>What the store does with database files as a whole.</summary>
internal static class SqliteFiles
{
    /// <summary>Removes a database file with what SQLite keeps beside it.</summary>
    public static void Remove(string path)
    {
        foreach (string file in (ReadOnlySpan<string>)[path + "-wal", path + "-shm", path + "-journal", path])
        {
            File.Delete(file);
        }
    }

    /// <summary>Refuses a file whose tables or guards are not exactly as they were made.</summary>
    /// <exception cref="AuditStoreException">Says what is missing, changed or added.</exception>
    public static void Verify(SqliteDatabase database, JournalSchema schema)
    {
        try
        {
            schema.Verify(database);
        }
        catch (JournalException exception)
        {
            throw new AuditStoreException(exception.Message, exception);
        }
    }

    /// <summary>Says what a failed call means.</summary>
    public static AuditStoreException Translate(SqliteException exception, string what) => new(
        exception.SqliteErrorCode switch
        {
            11 or 26 => $"{what}: {exception.Message}. The file is damaged: keep a copy as evidence and restore it from a backup.",
            13 => $"{what}: {exception.Message}. The disk is full: make room.",
            8 or 14 => $"{what}: {exception.Message}. Check that the file is there and that this process may use it.",
            _ => $"{what}: {exception.Message}",
        },
        exception);
}
