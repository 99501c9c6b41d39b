using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Retention;
using AuditGen.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>What happens to a trail later: events are refused and kept in quarantine, months go to archives.</summary>
internal static class LaterYear
{
    /// <summary>Puts events about persons into quarantine.</summary>
    public static void Quarantine(IServiceProvider services)
    {
        IAuditQuarantine quarantine = services.GetRequiredService<IAuditQuarantine>();
        IJournal journal = services.GetRequiredService<IJournal>();
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        for (long index = journal.FirstIndex; index < journal.NextIndex; index += page.Count)
        {
            reader.Read(index, page, 1_000);
            foreach (ref readonly JournalRecord record in page.Records)
            {
                if (record.Context is "hr" or "identity")
                {
                    quarantine.Add("elasticsearch", record, "refused by the test");
                }
            }
        }

        quarantine.Count.ShouldBeGreaterThan(0);
    }

    /// <summary>Puts the day's month into an archive.</summary>
    /// <param name="folder">The folder that holds <c>trail</c>; nobody has it open.</param>
    public static async Task ArchiveAsync(string folder)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var time = new June2028();
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "trail", "journal"), Time = time });
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = Path.Combine(folder, "trail", "store"), Time = time }, journal);
        ArchivingReport report = await store.ArchiveAsync(new AtOnce(), token);
        report.Archived.ShouldNotBeEmpty();
        await store.VerifyArchivesAsync(token);
    }

    private sealed class June2028 : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2028, 6, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private sealed class AtOnce : IRetentionPolicies
    {
        public ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new AuditRetention { Hot = TimeSpan.Zero, Warm = TimeSpan.Zero });

        public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
