namespace AuditGen.Sqlite.Native;

/// <summary>What a database file is opened for.</summary>
internal enum SqliteAccess
{
    /// <summary>Reading and writing; the file is created where there is none.</summary>
    Create,

    /// <summary>Reading and writing a file that exists.</summary>
    Write,

    /// <summary>Reading beside a writer.</summary>
    Read,

    /// <summary>Reading a file that nobody writes, where nothing may be created beside it: a read-only medium.</summary>
    ReadImmutable,
}
