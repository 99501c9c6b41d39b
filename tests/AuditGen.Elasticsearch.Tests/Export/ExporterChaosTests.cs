using System.Globalization;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Tests.Export;

/// <summary>
/// 200,000 events through a cluster where one request in five fails in one of every way known, while exporters break off at any
/// moment and streams are rolled over. Processes that are really killed are in <see cref="ExporterKillTests"/>.
/// </summary>
public sealed class ExporterChaosTests(ITestOutputHelper output)
{
    private const int PageSize = 6000;
    private const int Events = 200_000;

    [Fact]
    public async Task Every_event_is_stored_and_seen_once_while_everything_fails()
    {
        var chance = new Random(20261121);
        var cluster = new ClusterModel { CreateStreamsOnDemand = true, KeepSources = false };
        await using var server = new WireServer(cluster.Answer) { KeepRequests = false, Compress = true };
        var injected = new InjectedFaults(cluster, new Random(20261121));
        server.Faults = _ => injected.Next();
        long cursor = 0;
        int kills = 0;
        int rollovers = 0;
        long requests = 0;
        long possibleDuplicates = 0;
        long quarantined = 0;
        long largestHeap = 0;
        int life = 0;
        while (cursor < Events)
        {
            // One life of a process: it starts at the persisted cursor, and at some moment is gone.
            using var kill = new CancellationTokenSource();
            using var transport = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [server.Address], NodeRevival = TimeSpan.FromMilliseconds(1), MaxNodeRevival = TimeSpan.FromMilliseconds(1) });
            var refused = new RefusedEvents();
            using var exporter = new ElasticsearchExporter(transport, ExportBench.Fast with { MaxEvents = 400, RequestTimeout = TimeSpan.FromMilliseconds(250) }, "test/log", refused, random: new Random(++life));
            int pages = chance.Next(2, 6);
            using var page = new JournalPage();
            try
            {
                for (int i = 0; i < pages && cursor < Events; i++)
                {
                    page.Clear();
                    for (long index = cursor; index < Math.Min(cursor + PageSize, Events); index++)
                    {
                        page.Add(EventTexts.UsualRecord(index));
                    }

                    if (i == pages - 1)
                    {
                        kill.CancelAfter(TimeSpan.FromMilliseconds(chance.Next(1, 60)));
                    }

                    await exporter.ConsumeAsync(page, kill.Token);
                    cursor += page.Count;
                    if (chance.Next(3) == 0)
                    {
                        cluster.Rollover(cluster.StreamNames.ElementAt(chance.Next(cluster.StreamNames.Count)));
                        rollovers++;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                kills++;
            }

            requests += exporter.Status.Requests;
            possibleDuplicates += exporter.Status.PossibleDuplicates;
            quarantined += refused.All.Count;
            largestHeap = Math.Max(largestHeap, GC.GetTotalMemory(forceFullCollection: false));
        }

        server.ExecuteParked();
        Dictionary<string, int> stored = new(StringComparer.Ordinal);
        foreach (string stream in cluster.StreamNames)
        {
            foreach ((string id, int copies) in cluster.IdsOf(stream))
            {
                stored[id] = stored.GetValueOrDefault(id) + copies;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Events} events, {requests} requests, {injected.Count} faults, {kills} kills, {rollovers} rollovers, {stored.Values.Sum() - stored.Count} second copies, {possibleDuplicates} counted as possible, heap at most {largestHeap >> 20} MiB"));
        output.WriteLine(string.Join(", ", injected.Injected.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}")));

        for (long index = 0; index < Events; index++)
        {
            stored.ShouldContainKey(EventTexts.Id(index).ToString());
        }

        // As readers see it: adjacent equal ids are one event.
        stored.Count.ShouldBe(Events);
        quarantined.ShouldBe(0);
        kills.ShouldBeGreaterThan(0);
        rollovers.ShouldBeGreaterThan(0);
        injected.Injected.Keys.ShouldBe(InjectedFaults.All, ignoreOrder: true);
        injected.Count.ShouldBeGreaterThan((int)(requests / 10));
    }
}
