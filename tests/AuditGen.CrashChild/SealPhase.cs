using System.Globalization;
using System.Text;
using AuditGen.Envelopes;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Journal;

namespace AuditGen.CrashChild;

/// <summary>
/// Appends events of ever later months, seals and anchors them, takes them into a store and archives what has passed; tells each
/// step. Keys, anchor, journal and store are those that an application would have.
/// </summary>
internal static class SealPhase
{
    public static async Task RunAsync(string folder, Random random, Acknowledgements acknowledgements, CancellationToken stop)
    {
        string journalFolder = Path.Combine(folder, "journal");
        var clock = new JumpingClock();
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = journalFolder, Origin = "erp.example/audit", MaxSegmentEvents = 50, Time = clock });
        clock.MoveTo(journal.LastId);
        var backend = new SqliteLedgerBackend(journalFolder, journal.Origin);
        LedgerKeyRing keys = LedgerKeyFolder.OpenOrCreate(backend.DefaultKeyFolder, journal.Origin, out _);
        var anchor = new FileAnchor(Path.Combine(backend.DefaultKeyFolder, LedgerKeyFolder.AnchorFile));
        using ILeafSource leaves = backend.OpenLeaves();
        await using ILedgerStorage storage = backend.OpenStorage();
        LedgerSealer sealer = await LedgerSealer.OpenAsync(journal, leaves, storage, keys, [anchor], clock, CancellationToken.None);
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = Path.Combine(folder, "store"), Time = clock, Phase = acknowledgements.Tell }, journal);
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        var ids = new EventIdSource(clock, journal.LastId);
        acknowledgements.Tell("opened");
        while (!stop.IsCancellationRequested)
        {
            Append(journal, ids, random.Next(1, 40));
            acknowledgements.Tell("appended");
            clock.Advance(TimeSpan.FromHours(random.Next(1, 24 * 20)));
            if (random.Next(3) > 0)
            {
                StoredCheckpoint checkpoint = await sealer.SealAsync(CancellationToken.None);
                acknowledgements.Tell("sealed");
                await anchor.PublishAsync(checkpoint.Note, CancellationToken.None);
                acknowledgements.Tell("anchored");
            }

            while (random.Next(4) > 0 && store.Position < journal.NextIndex)
            {
                reader.Read(store.Position, page, random.Next(1, 60));
                await store.ConsumeAsync(page, CancellationToken.None);
                acknowledgements.Tell("indexed");
            }

            if (random.Next(3) == 0)
            {
                await store.ArchiveAsync(new StorePhase.AtOnce(), CancellationToken.None);
                acknowledgements.Tell("looked for archives");
            }
        }
    }

    private static void Append(SqliteJournal journal, EventIdSource ids, int count)
    {
        var entries = new JournalEntry[count];
        for (int i = 0; i < count; i++)
        {
            Guid id = ids.Next(out DateTime time);
            byte[] text = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"v\":1,\"id\":\"{id}\",\"ts\":\"{time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}\",\"context\":\"finance\",\"action\":\"invoice.post\",\"category\":\"post\",\"type\":\"InvoicePost\",\"outcome\":\"success\",\"operation\":\"{id}\",\"actor\":{{\"id\":\"u-1\",\"kind\":\"user\"}}}}"));
            entries[i] = new JournalEntry { Kind = JournalEntryKind.Event, Id = id, Context = "finance", Text = text, Leaf = Sha256Hash.OfLeaf(text) };
        }

        journal.Commit(entries);
    }

    /// <summary>A clock that goes on behind the last event, by days at a time.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 3, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;

        public void MoveTo(Guid last) => _now = EventTime.After(last).AddHours(1) is var after && after > _now ? after : _now;
    }
}
