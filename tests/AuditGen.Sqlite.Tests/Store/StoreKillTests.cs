using System.Globalization;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Journal.Crashes;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>
/// A child takes a journal into a store and archives its months, and is killed (SIGKILL) at a random moment, again and
/// again, until it has come to the end: 20 kills at least, more with AUDITGEN_SOAK.
/// </summary>
public sealed class StoreKillTests
{
    private static readonly AuditQuery _all = new() { Access = AuditAccess.Everything };
    private static readonly DateTimeOffset _from = new(2025, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_while_it_indexes_and_archives_the_store_has_each_acknowledged_event_once_and_goes_on(int seed)
    {
        using StoreFolder folder = new();
        Random random = new(seed);
        List<Guid> ids = await FillJournalAsync(folder, seed);
        HashSet<string> reached = [];
        int kills = 0;
        for (bool done = false; !done; kills++)
        {
            long acknowledged = 0;
            using (CrashChildProcess child = CrashChildProcess.Start("store", folder.Path, random.Next()))
            {
                // The first so many lines tell the phase; the rest of the moment is chance.
                int lines = random.Next(1, 25);
                try
                {
                    child.ReadLines(lines);
                    Tool.Spin(TimeSpan.FromMicroseconds(random.Next(4000)));
                    child.Kill();
                }
                catch (InvalidOperationException)
                {
                    // It came to its end before.
                }

                done = child.Lines.Contains("done") && kills >= 10 * Tool.Soak;
                reached.UnionWith(child.Lines.Where(line => !line.StartsWith("position", StringComparison.Ordinal)));
                acknowledged = child.Lines.Where(line => line.StartsWith("position ", StringComparison.Ordinal))
                    .Select(line => long.Parse(line.AsSpan(9), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
            }

            await HasExactlyAsync(folder, ids, acknowledged);
        }

        reached.ShouldBeSubsetOf(["opened", "sealed", "built", "verified", "named", "archived", "released", "done"]);
        reached.Count.ShouldBeGreaterThan(5);
    }

    private static async Task<List<Guid>> FillJournalAsync(StoreFolder folder, int seed)
    {
        RandomEvents events = new(seed);
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = folder.File("journal") });
        List<Guid> ids = [];
        foreach (byte[][] batch in events.Series(900, _from, _from.AddDays(150)).Chunk(50))
        {
            JournalEntry[] entries =
            [
                .. batch.Select(text => new JournalEntry
                {
                    Kind = JournalEntryKind.Event,
                    Id = AuditEvent.Parse(text).Id,
                    Context = AuditEvent.Parse(text).Context,
                    Text = text,
                    Leaf = Sha256Hash.OfLeaf(text),
                }),
            ];
            journal.Commit(entries);
            ids.AddRange(entries.Select(entry => entry.Id));
        }

        return ids;
    }

    private static async Task HasExactlyAsync(StoreFolder folder, List<Guid> ids, long acknowledged)
    {
        if (!File.Exists(Path.Combine(folder.File("store"), "store.db")) && acknowledged == 0)
        {
            // Killed before there was a store.
            return;
        }

        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = folder.File("journal") });
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = folder.File("store") }, journal);
        store.Position.ShouldBeGreaterThanOrEqualTo(acknowledged);
        List<Guid> found = [];
        await foreach (AuditRecord record in store.ExportAsync(_all, cancellationToken: Token))
        {
            found.Add(record.Event.Id);
        }

        found.ShouldBe(ids.Take((int)store.Position).Order());
        AuditFacets counted = await store.CountAsync(_all, new AuditFacetRequest(), Token);

        // Counters may be ahead of the position by the page that was being stored, never by more and never behind.
        counted.Total.ShouldBeInRange(found.Count, found.Count + 60);
    }
}
