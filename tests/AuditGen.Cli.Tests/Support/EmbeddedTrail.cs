using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Cli.Tests.Support;

/// <summary>A trail of given events in a folder of its own, as UseSqlite lays it out; nobody has it open.</summary>
internal sealed class EmbeddedTrail : IDisposable
{
    private EmbeddedTrail()
    {
        Folder = Directory.CreateTempSubdirectory("auditgen-cli-").FullName;
    }

    public string Folder { get; }

    public string Journal => Path.Combine(Folder, "journal");

    public string Store => Path.Combine(Folder, "store");

    /// <summary>Journals and stores events.</summary>
    /// <param name="texts">The events, in order; what is none goes into quarantine.</param>
    /// <param name="stored">How many of them the store has taken; all where not given.</param>
    public static async Task<EmbeddedTrail> CreateAsync(IEnumerable<byte[]> texts, int? stored = null)
    {
        var trail = new EmbeddedTrail();
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = trail.Journal, Origin = "test.example/cli" });
        JournalEntry[] entries = [.. texts.Select(Entry)];
        journal.Commit(entries);
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(trail.Journal, TimeProvider.System);
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = trail.Store }, journal, quarantine);
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        IJournalCursor cursor = journal.Open("store", isStoreOfRecord: true);
        long end = stored ?? entries.Length;
        while (store.Position < end)
        {
            reader.Read(store.Position, page, (int)Math.Min(1000, end - store.Position));
            await store.ConsumeAsync(page, CancellationToken.None);
        }

        cursor.Acknowledge(end);
        return trail;
    }

    /// <summary>Puts one of the events into quarantine, as if a consumer had refused it.</summary>
    public void Refuse(string consumer, long index, byte[] text)
    {
        var read = AuditEvent.Parse(text);
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(Journal, new FixedTime());
        quarantine.Add(consumer, new JournalRecord(index, read.Id, read.Context, text, Sha256Hash.OfLeaf(text)), "mapper_parsing_exception\e[31m");
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static JournalEntry Entry(byte[] text)
    {
        bool isEvent = AuditEvent.TryParse(text, out AuditEvent? read);
        return new JournalEntry
        {
            Kind = JournalEntryKind.Event,
            Id = isEvent ? read!.Id : EventIds.At(SampleEvents.Now, 1, (ulong)text.Length),
            Context = isEvent ? read!.Context : "broken",
            Text = text,
            Leaf = Sha256Hash.OfLeaf(text),
        };
    }
}
