using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;

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
    /// <param name="texts">The events, in order.</param>
    /// <param name="stored">How many of them the store has taken; all where not given.</param>
    public static async Task<EmbeddedTrail> CreateAsync(IEnumerable<byte[]> texts, int? stored = null)
    {
        var trail = new EmbeddedTrail();
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = trail.Journal, Origin = "test.example/cli" });
        JournalEntry[] entries = [.. texts.Select(Entry)];
        journal.Commit(entries);
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = trail.Store }, journal);
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
        var read = AuditEvent.Parse(text);
        return new JournalEntry { Kind = JournalEntryKind.Event, Id = read.Id, Context = read.Context, Text = text, Leaf = Sha256Hash.OfLeaf(text) };
    }
}
