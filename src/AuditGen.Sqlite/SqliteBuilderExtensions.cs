using AuditGen.Actors;
using AuditGen.Consuming;
using AuditGen.Erasure;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Actors;
using AuditGen.Sqlite.Erasure;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
        audit.Services.TryAddSingleton<IAuditQuarantine>(provider => SqliteQuarantine.Open(folder, provider.GetRequiredService<TimeProvider>()));
        audit.Services.AddSqliteLedger(folder);
        audit.UseJournal(provider =>
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

            if (journal.DiskRisk is { } risk)
            {
                JournalLog.EphemeralDisk(logger, risk);
            }

            return journal;
        });
        audit.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            EphemeralDiskHealthCheck.Name,
            static provider => new EphemeralDiskHealthCheck((SqliteJournal)provider.GetRequiredService<IJournal>()),
            HealthStatus.Degraded,
            ["auditgen"]));
        return audit;
    }

    /// <summary>
    /// Keeps the whole trail in a folder, with nothing else installed: the journal in its subfolder <c>journal</c>, the store
    /// that answers questions in its subfolder <c>store</c>.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="folder">The folder of the trail.</param>
    public static AuditGenBuilder UseSqlite(this AuditGenBuilder audit, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return audit.UseSqliteJournal(Path.Combine(folder, "journal")).UseSqliteStore(Path.Combine(folder, "store"));
    }

    /// <summary>Keeps events in the embedded store, and archives them as their retention says.</summary>
    /// <param name="audit">The builder; the journal comes first.</param>
    /// <param name="folder">The store's folder, used by nothing else.</param>
    /// <param name="configure">Changes further settings.</param>
    public static AuditGenBuilder UseSqliteStore(
        this AuditGenBuilder audit, string folder, Func<SqliteStoreOptions, SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        audit.Services.AddSingleton(provider =>
        {
            SqliteStoreOptions options = new() { Folder = folder, Time = provider.GetRequiredService<TimeProvider>() };
            return SqliteAuditStore.Open(
                configure?.Invoke(options) ?? options, provider.GetRequiredService<IJournal>(), provider.GetRequiredService<IAuditQuarantine>());
        });
        audit.Services.AddSingleton(provider => SqliteActorDirectory.Open(
            provider.GetRequiredService<SqliteAuditStore>().Folder,
            provider.GetRequiredService<IJournal>().Origin,
            provider.GetRequiredService<SqliteAuditStore>(),
            provider.GetRequiredService<ILogger<SqliteActorDirectory>>()));
        audit.Services.AddSingleton<IAuditActors>(static provider => provider.GetRequiredService<SqliteActorDirectory>());
        audit.Services.AddSingleton(static provider => RevealingStore.Over(provider, provider.GetRequiredService<SqliteAuditStore>()));
        audit.Services.AddSingleton<IAuditReader>(static provider => RevealingStore.Over(provider, provider.GetRequiredService<SqliteAuditStore>()));
        return audit
            .AddConsumer(static provider => provider.GetRequiredService<SqliteAuditStore>())
            .AddConsumer(static provider => provider.GetRequiredService<SqliteActorDirectory>())
            .AddArchiver(static provider => provider.GetRequiredService<SqliteAuditStore>());
    }

    /// <summary>
    /// Encrypts what <see cref="AuditPersonalDataAttribute"/> marks, under keys in a SQLite file that the processes of this machine
    /// share.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="file">The file. It must not be in the backups of the trail; see docs/erasure.md.</param>
    /// <param name="configure">Who may have a person erased, and which persons actors are.</param>
    public static AuditGenBuilder UseSqliteSubjectKeys(this AuditGenBuilder audit, string file, Action<ErasureOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return audit.UseSubjectKeys(provider => SqliteSubjectKeyStore.Open(file, provider.GetRequiredService<TimeProvider>()), configure);
    }
}
