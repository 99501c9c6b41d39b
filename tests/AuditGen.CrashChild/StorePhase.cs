using System.Globalization;
using AuditGen.Journal;
using AuditGen.Retention;
using AuditGen.Sqlite;

namespace AuditGen.CrashChild;

/// <summary>Takes a journal into a store, page by page, and archives months in between; tells how far it is.</summary>
internal static class StorePhase
{
    public static async Task RunAsync(string folder, Random random, Acknowledgements acknowledgements, CancellationToken stop)
    {
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal") });
        var options = new SqliteStoreOptions { Folder = Path.Combine(folder, "store"), Phase = acknowledgements.Tell };
        await using SqliteAuditStore store = SqliteAuditStore.Open(options, journal);
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        acknowledgements.Tell("opened");
        while (!stop.IsCancellationRequested && store.Position < journal.NextIndex)
        {
            reader.Read(store.Position, page, random.Next(1, 60));
            await store.ConsumeAsync(page, CancellationToken.None);
            acknowledgements.Tell(string.Create(CultureInfo.InvariantCulture, $"position {store.Position}"));
            if (random.Next(4) == 0)
            {
                await store.ArchiveAsync(new AtOnce(), CancellationToken.None);
            }
        }

        await store.ArchiveAsync(new AtOnce(), CancellationToken.None);
        acknowledgements.Tell("done");
    }

    /// <summary>Every month that has passed is due.</summary>
    internal sealed class AtOnce : IRetentionPolicies
    {
        public ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(new AuditRetention { Hot = TimeSpan.Zero, Warm = TimeSpan.Zero });

        public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();
    }
}
