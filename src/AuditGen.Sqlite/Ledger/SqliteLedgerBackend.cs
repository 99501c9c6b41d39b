using AuditGen.Ledger;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite;

/// <summary>The ledger of a SQLite journal, in the journal's folder; keys go to a folder beside it, named <c>…-keys</c>.</summary>
/// <param name="folder">The journal's folder.</param>
/// <param name="origin">The name of the log.</param>
public sealed class SqliteLedgerBackend(string folder, string origin) : ILedgerBackend
{
    /// <inheritdoc/>
    public string DefaultKeyFolder => KeyFolderOf(folder);

    /// <inheritdoc/>
    public string Folder => folder;

    /// <summary>Where the keys of a journal are made and looked for by default.</summary>
    public static string KeyFolderOf(string journalFolder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(journalFolder)) + "-keys";

    /// <inheritdoc/>
    public ILeafSource OpenLeaves() => SqliteJournalReader.Open(folder);

    /// <inheritdoc/>
    public ILedgerStorage OpenStorage() => SqliteLedger.Open(folder, origin);

    /// <inheritdoc/>
    public ILedgerReader OpenReader() => SqliteLedger.OpenForReading(folder);
}
