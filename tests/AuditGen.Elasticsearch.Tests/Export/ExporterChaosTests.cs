using System.Globalization;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Tests.Export;

/// <summary>
/// Many events through a cluster where one request in five fails in one of every way known, while exporters are killed and
/// streams rolled over. 200,000 events with AUDITGEN_SOAK set, fewer otherwise.
/// </summary>
public sealed class ExporterChaosTests(ITestOutputHelper output)
{
    private const int PageSize = 4000;
    private static readonly int Events = Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is null ? 60_000 : 200_000;

    private static readonly Fault[] Everything = [.. Enum.GetValues<Fault>().Where(fault => fault is not (Fault.None or Fault.PartialFailure or Fault.WriteBlock))];

    [Fact]
    public async Task Every_event_is_stored_and_seen_once_while_everything_fails()
    {
        var chance = new Random(20261121);
        var cluster = new ClusterModel { CreateStreamsOnDemand = true, KeepSources = false };
        await using var server = new WireServer(cluster.Answer) { KeepRequests = false, Compress = true };
        var injected = new Dictionary<Fault, int>();
        server.Faults = _ => Decide(chance, cluster, injected);
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
            using var exporter = new ElasticsearchExporter(transport, ExportBench.Fast with { MaxEvents = 250, RequestTimeout = TimeSpan.FromMilliseconds(250) }, "test/log", refused, random: new Random(++life));
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
            $"{Events} events, {requests} requests, {injected.Values.Sum()} faults, {kills} kills, {rollovers} rollovers, {stored.Values.Sum() - stored.Count} second copies, {possibleDuplicates} counted as possible, heap at most {largestHeap >> 20} MiB"));
        output.WriteLine(string.Join(", ", injected.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}")));

        for (long index = 0; index < Events; index++)
        {
            stored.ShouldContainKey(EventTexts.Id(index).ToString());
        }

        // As readers see it: adjacent equal ids are one event.
        stored.Count.ShouldBe(Events);
        quarantined.ShouldBe(0);
        kills.ShouldBeGreaterThan(0);
        rollovers.ShouldBeGreaterThan(0);
        injected.Keys.ShouldBe(Everything.Concat([Fault.PartialFailure, Fault.WriteBlock]), ignoreOrder: true);
        injected.Values.Sum().ShouldBeGreaterThan((int)(requests / 10));
    }

    private static Fault Decide(Random chance, ClusterModel cluster, Dictionary<Fault, int> injected)
    {
        lock (injected)
        {
            if (chance.Next(5) != 0)
            {
                return Fault.None;
            }

            int choice = chance.Next(Everything.Length + 2);
            Fault fault = choice < Everything.Length ? Everything[choice] : choice == Everything.Length ? Fault.PartialFailure : Fault.WriteBlock;

            // Waiting for a timeout takes real time: seldom, and nothing else is lost by that.
            fault = fault == Fault.TimeoutExecutedLater && chance.Next(3) != 0 ? Fault.ResetAfter : fault;
            injected[fault] = injected.GetValueOrDefault(fault) + 1;
            if (fault == Fault.PartialFailure)
            {
                cluster.FailItems(chance.Next(1, 40), chance.Next(2) == 0 ? 429 : 503, "es_rejected_execution_exception");
                return Fault.None;
            }

            if (fault == Fault.WriteBlock)
            {
                cluster.FailItems(chance.Next(1, 40), 403, "cluster_block_exception");
                return Fault.None;
            }

            return fault;
        }
    }
}
