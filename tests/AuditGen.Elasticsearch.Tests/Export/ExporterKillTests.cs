using System.Globalization;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Journal;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Tests.Journal.Crashes;

namespace AuditGen.Elasticsearch.Tests.Export;

/// <summary>
/// A process ships its journal to this one, where one request in five fails, and is killed (SIGKILL) at random moments: before a
/// request, while one is under way, between storing and acknowledging. The next one goes on. More with AUDITGEN_SOAK.
/// </summary>
public sealed class ExporterKillTests(ITestOutputHelper output)
{
    private const int PageEvents = 400;
    private static readonly int Events = 12_000 * Tool.Soak;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_again_and_again_every_event_is_stored_seen_once_and_none_in_quarantine()
    {
        string folder = Directory.CreateTempSubdirectory("auditgen-kill-").FullName;
        try
        {
            await FillAsync(folder);
            var chance = new Random(20261122);
            var cluster = new ClusterModel { CreateStreamsOnDemand = true, KeepSources = false };
            await using var server = new WireServer(cluster.Answer) { KeepRequests = false, Compress = true };
            var injected = new InjectedFaults(cluster, new Random(5));
            server.Faults = _ => injected.Next();
            int kills = 0;
            int rollovers = 0;
            var moments = new Dictionary<string, int>(StringComparer.Ordinal);
            for (bool done = false; !done;)
            {
                using CrashChildProcess child = CrashChildProcess.Start("export", folder, chance.Next(), server.Address, PageEvents);
                try
                {
                    child.ReadLines(chance.Next(1, 14));
                    Tool.Spin(TimeSpan.FromMicroseconds(chance.Next(20_000)));
                    child.Kill();
                    kills++;
                    string moment = child.Lines[^1].Split(' ')[0];
                    moments[moment] = moments.GetValueOrDefault(moment) + 1;
                }
                catch (InvalidOperationException)
                {
                    // It came to its end before.
                }

                done = child.Lines.Contains("done");
                if (cluster.StreamNames.Count > 0 && chance.Next(2) == 0)
                {
                    cluster.Rollover(cluster.StreamNames.ElementAt(chance.Next(cluster.StreamNames.Count)));
                    rollovers++;
                }
            }

            server.ExecuteParked();
            Dictionary<string, int> stored = cluster.StreamNames.SelectMany(cluster.IdsOf).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Events} events, {injected.Count} faults, {kills} kills ({string.Join(", ", moments)}), {rollovers} rollovers, {stored.Values.Sum() - stored.Count} second copies"));
            for (long index = 0; index < Events; index++)
            {
                stored.ShouldContainKey(EventTexts.Id(index).ToString());
            }

            // As readers see it: adjacent equal ids are one event.
            stored.Count.ShouldBe(Events);
            kills.ShouldBeGreaterThan(3);
            injected.Count.ShouldBeGreaterThan(10);
            using SqliteQuarantine quarantine = SqliteQuarantine.Open(Path.Combine(folder, "journal"), TimeProvider.System);
            quarantine.Count.ShouldBe(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(string folder)
    {
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal"), Origin = "test/log" });
        for (int first = 0; first < Events; first += 1000)
        {
            Token.ThrowIfCancellationRequested();
            JournalEntry[] entries = [.. Enumerable.Range(first, 1000).Select(static index =>
            {
                JournalRecord record = EventTexts.UsualRecord(index);
                return new JournalEntry { Kind = JournalEntryKind.Event, Id = record.Id, Context = record.Context, Text = record.Text, Leaf = record.Leaf };
            })];
            journal.Commit(entries);
        }
    }
}
