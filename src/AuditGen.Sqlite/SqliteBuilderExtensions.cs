using AuditGen.Sqlite.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.Sqlite;

/// <summary>Puts the audit trail on SQLite.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Journals events in a folder of SQLite files. For a complete trail on one machine call <see cref="UseSqlite"/>; this one
    /// is for trails whose store is elsewhere.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="folder">The journal's folder, used by nothing else: one process owns it.</param>
    /// <param name="configure">Changes further settings.</param>
    public static AuditGenBuilder UseSqliteJournal(
        this AuditGenBuilder audit, string folder, Func<SqliteJournalOptions, SqliteJournalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return audit.UseJournal(provider =>
        {
            var options = new SqliteJournalOptions { Folder = folder, Time = provider.GetRequiredService<TimeProvider>() };
            SqliteJournal journal = SqliteJournal.Open(configure?.Invoke(options) ?? options);
            ILogger logger = provider.GetRequiredService<ILogger<SqliteJournal>>();
            if (journal.Recovery.WasClean)
            {
                JournalLog.Opened(logger, journal.Origin, journal.Recovery);
            }
            else
            {
                JournalLog.OpenedAfterCrash(logger, journal.Origin, journal.Recovery);
            }

            return journal;
        });
    }

    /// <summary>Keeps the whole trail in a folder, with nothing else installed: the journal in its subfolder <c>journal</c>.</summary>
    /// <param name="audit">The builder.</param>
    /// <param name="folder">The folder of the trail.</param>
    public static AuditGenBuilder UseSqlite(this AuditGenBuilder audit, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return audit.UseSqliteJournal(Path.Combine(folder, "journal"));
    }
}
