using AuditGen.Journal;

namespace AuditGen.Sqlite.Journal;

/// <summary>One consumer's cursor, kept in the journal's head.</summary>
internal sealed class SqliteJournalCursor(SqliteJournal journal, string name) : IJournalCursor
{
    public string Name => name;

    public long Position => journal.PositionOf(name);

    public void Acknowledge(long position) => journal.Acknowledge(name, position);
}
