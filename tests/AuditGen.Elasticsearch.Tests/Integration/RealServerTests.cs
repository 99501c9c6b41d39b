using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Elasticsearch.Tests.Integration;

/// <summary>What only a real server can prove. Skipped, with the reason, where there is none.</summary>
public sealed class RealServerTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bootstrap_twice_changes_nothing_and_an_edit_of_the_tiers_is_applied()
    {
        await using RealServer server = await RealServer.RequireAsync();
        BootstrapOptions options = Options(server);

        await BootstrapAsync(server, options);
        (await BootstrapAsync(server, options)).HasChanges.ShouldBeFalse();
        BootstrapReport edited = await BootstrapAsync(server, options with { DefaultTiers = new TierWindows { Warm = TimeSpan.FromDays(11) } });

        edited.Changes.Where(change => change.Action != BootstrapAction.Keep).ShouldAllBe(change => change.Differences.Single() == "policy.phases.warm.min_age: 30d → 11d");
        (await BootstrapAsync(server, options)).HasChanges.ShouldBeTrue();
    }

    [Fact]
    public async Task Hostile_events_are_stored_in_a_mapping_that_does_not_grow()
    {
        await using RealServer server = await RealServer.RequireAsync();
        await BootstrapAsync(server, Options(server));
        using var exporter = Exporter(server, server.Admin, out RefusedEvents refused);
        string stream = AuditStreams.Events("finance", server.Namespace);
        string before = await MappingAsync(server, stream);
        string[] values = ["1", "\"text\"", "true", "null", "{\"a\":{\"b\":1}}", "[1,\"x\",{\"y\":null}]", "1e300", "\"\\u0000\"", "\"\\ud800\"", $"\"{new string('k', 40_000)}\"", string.Concat(Enumerable.Repeat("{\"d\":", 30)) + "1" + new string('}', 30)];
        using var page = new JournalPage();
        for (int i = 0; i < 1000; i++)
        {
            page.Add(EventTexts.Record(i, EventTexts.Usual(i)
                .Replace("\"type\":\"invoice\"", $"\"type\":\"type{i}\"", StringComparison.Ordinal)
                .Replace("\"new\":" + (i % 5), "\"new\":" + values[i % values.Length], StringComparison.Ordinal)
                .Replace("\"channel\":\"web\"", $"\"channel\":{values[(i + 5) % values.Length]},\"key{i}\":{values[(i + 3) % values.Length]}", StringComparison.Ordinal)));
        }

        await exporter.ConsumeAsync(page, Token);

        exporter.Status.Stored.ShouldBe(1000);
        exporter.Status.Degraded.ShouldBe(0);
        refused.All.ShouldBeEmpty();
        (await MappingAsync(server, stream)).ShouldBe(before);
    }

    [Fact]
    public async Task Questions_get_the_answers_that_looking_at_every_event_gives_and_second_copies_are_dropped()
    {
        await using RealServer server = await RealServer.RequireAsync();
        await BootstrapAsync(server, Options(server));
        using var exporter = Exporter(server, server.Admin, out _);
        List<byte[]> texts = new RandomEvents(1).Series(600, From, To);
        await exporter.ConsumeAsync(Page(texts), Token);
        foreach (string context in RandomEvents.Contexts)
        {
            (await server.SendAsync("POST", $"/{AuditStreams.Events(context, server.Namespace)}/_rollover")).Status.ShouldBe(200);
        }

        await exporter.ConsumeAsync(Page(texts[..300]), Token);
        await RefreshAsync(server);
        var store = new ElasticsearchAuditStore(server.Admin, new ElasticsearchStoreOptions { Namespace = server.Namespace });
        (await store.CountSecondCopiesAsync(Token)).ShouldBe((600, 300));
        var naive = new NaiveTrail(texts);
        var queries = new RandomQueries(1, From, To);
        for (int i = 0; i < 200; i++)
        {
            AuditQuery query = queries.Next();
            AuditOrder order = (AuditOrder)(i % 2);
            var ids = new List<Guid>();
            AuditCursor? after = null;
            do
            {
                AuditPage page = await store.SearchAsync(query, new AuditPaging { Order = order, Size = 1 + (i % 200), After = after }, Token);
                ids.AddRange(page.Records.Select(record => record.Event.Id));
                after = page.Next;
            }
            while (after is not null);
            ids.ShouldBe(naive.Ids(query, order), query.ToString());
        }
    }

    [Fact]
    public async Task Keys_may_do_what_they_are_for_and_nothing_else()
    {
        await using RealServer server = await RealServer.RequireAsync();
        await BootstrapAsync(server, Options(server));
        using HttpElasticsearchTransport writer = await server.KeyAsync(AuditRoles.Writer());
        using HttpElasticsearchTransport reader = await server.KeyAsync(AuditRoles.Reader());
        string stream = AuditStreams.Events("finance", server.Namespace);
        using var exporter = Exporter(server, writer, out _);
        await exporter.ConsumeAsync(EventTexts.PageOf(EventTexts.Record(0, EventTexts.Usual(0))), Token);
        await RefreshAsync(server);
        string id = EventTexts.Id(0).ToString();

        exporter.Status.Stored.ShouldBe(1);
        (await server.SendAsync("POST", $"/{stream}/_update/{id}", """{"doc":{"x":1}}""", writer)).Status.ShouldBe(403);
        (await server.SendAsync("DELETE", $"/{stream}/_doc/{id}", null, writer)).Status.ShouldBe(403);
        (await server.SendAsync("POST", $"/{stream}/_delete_by_query", """{"query":{"match_all":{}}}""", writer)).Status.ShouldBe(403);
        (await server.SendAsync("POST", $"/{stream}/_search", "{}", writer)).Status.ShouldBe(403);
        (await server.SendAsync("DELETE", $"/_data_stream/{stream}", null, writer)).Status.ShouldBe(403);
        (await server.SendAsync("POST", $"/{stream}/_bulk", "{\"create\":{}}\n{\"@timestamp\":1}\n", reader)).Status.ShouldBe(403);
        (await server.SendAsync("POST", $"/{stream}/_search", "{}", reader)).Status.ShouldBe(200);
        var store = new ElasticsearchAuditStore(reader, new ElasticsearchStoreOptions { Namespace = server.Namespace });
        (await store.FindAsync(EventTexts.Id(0), AuditAccess.Everything, Token)).ShouldNotBeNull().Leaf.ShouldBe(Sha256Hash.OfLeaf(Encoding.UTF8.GetBytes(EventTexts.Usual(0))));
        (await store.StatusAsync(Token)).Events.ShouldBe(1);
    }

    [Fact]
    public async Task An_index_moves_through_every_tier_and_its_events_stay_found()
    {
        await using RealServer server = await RealServer.RequireAsync();
        (int status, _) = await server.SendAsync("PUT", "/_snapshot/auditgen", """{"type":"fs","settings":{"location":"auditgen"}}""");
        Assert.SkipWhen(status != 200, "The server has no path.repo for a filesystem repository: the way through the tiers is not proven by this run.");
        await server.SendAsync("PUT", "/_cluster/settings", """{"persistent":{"indices.lifecycle.poll_interval":"1s"}}""");
        BootstrapOptions options = Options(server) with { Contexts = ["finance"], SnapshotRepository = "auditgen", Replicas = 0, DefaultTiers = new TierWindows { Warm = TimeSpan.Zero, Cold = TimeSpan.FromSeconds(5), Frozen = TimeSpan.FromSeconds(15) } };
        await BootstrapAsync(server, options);
        using var exporter = Exporter(server, server.Admin, out _);
        using var page = new JournalPage();
        for (int i = 0; i < 50; i++)
        {
            page.Add(EventTexts.Record(i, EventTexts.Usual(i)));
        }

        await exporter.ConsumeAsync(page, Token);
        string stream = AuditStreams.Events("finance", server.Namespace);
        await server.SendAsync("POST", $"/{stream}/_rollover");
        var store = new ElasticsearchAuditStore(server.Admin, new ElasticsearchStoreOptions { Namespace = server.Namespace });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < 180 && !seen.Contains("frozen"); i++)
        {
            AuditPage found = await store.SearchAsync(new AuditQuery { Access = AuditAccess.Everything }, new AuditPaging { Size = 100 }, Token);
            found.Records.Length.ShouldBe(50);
            seen.UnionWith((await store.StatusAsync(Token)).Segments.Select(segment => segment.Tier));
            await Task.Delay(TimeSpan.FromSeconds(1), Token);
        }

        seen.ShouldContain("frozen");
        await BootstrapAsync(server, Options(server) with { Contexts = ["finance"] });
    }

    [Fact]
    public async Task The_in_process_server_answers_random_requests_as_the_real_one_does()
    {
        await using RealServer server = await RealServer.RequireAsync();
        await BootstrapAsync(server, Options(server));
        var cluster = new ClusterModel();
        await using var wire = new WireServer(cluster.Answer);
        using var model = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [wire.Address] });
        await new ClusterBootstrap(model, Options(server)).RunAsync(cancellationToken: Token);
        var random = new Random(20261121);
        string stream = AuditStreams.Events("finance", server.Namespace);
        for (int i = 0; i < 300; i++)
        {
            (string method, string path, string? body) = RandomRequest(random, stream);

            (int status, JsonNode? answer) = await server.SendAsync(method, path, body);
            (int given, JsonNode? modelled) = await server.SendAsync(method, path, body, model);

            Essence(given, modelled).ShouldBe(Essence(status, answer), $"{i}: {method} {path} {body}");
        }
    }

    private static (string Method, string Path, string? Body) RandomRequest(Random random, string stream)
    {
        string Id() => EventTexts.Id(random.Next(40)).ToString();
        string Document() => random.Next(6) switch
        {
            0 => """{"@timestamp":"not a time"}""",
            1 => """{"event":{"id":"x"}}""",
            2 => """{"@timestamp":1,"audit":{"old_value":"text"}}""",
            _ => $$$"""{"@timestamp":"2026-11-21T09:00:00.000Z","event":{"id":"{{{Id()}}}","action":"a.b"},"user":{"id":"u-{{{random.Next(3)}}}"},"audit":{"context":"finance"}}""",
        };
        string Bulk(string operation) => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{{\"{operation}\":{{\"_id\":\"{Id()}\"}}}}\n{Document()}\n"));
        return random.Next(9) switch
        {
            < 4 => ("POST", $"/{stream}/_bulk?require_data_stream=true", Bulk("create")),
            4 => ("POST", $"/{stream}/_bulk", Bulk("index")),
            5 => ("POST", $"/{stream}/_rollover", null),
            6 => ("POST", $"/{stream}/_refresh", null),
            7 => ("DELETE", $"/{stream}/_doc/{Id()}", null),
            _ => ("POST", $"/{stream}/_update/{Id()}", """{"doc":{"x":1}}"""),
        };
    }

    private static string Essence(int status, JsonNode? body)
    {
        var essence = new StringBuilder(status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append((string?)(body?["error"] as JsonObject)?["type"]);
        foreach (JsonNode? item in body?["items"]?.AsArray() ?? [])
        {
            JsonNode result = item!.AsObject().Single().Value!;
            string index = (string?)result["_index"] ?? string.Empty;
            essence.Append(' ').Append((int)result["status"]!).Append((string?)result["error"]?["type"]).Append(index.Length > 6 && index[0] == '.' ? index[^6..] : string.Empty);
        }

        return essence.ToString();
    }

    private static BootstrapOptions Options(RealServer server) => new() { Contexts = [.. RandomEvents.Contexts], Namespace = server.Namespace, SnapshotRepository = null };

    private static Task<BootstrapReport> BootstrapAsync(RealServer server, BootstrapOptions options) => new ClusterBootstrap(server.Admin, options).RunAsync(cancellationToken: Token);

    private static ElasticsearchExporter Exporter(RealServer server, IElasticsearchTransport transport, out RefusedEvents refused)
        => new(transport, ExportBench.Fast with { Namespace = server.Namespace, RequestTimeout = TimeSpan.FromMinutes(1) }, "test/log", refused = new RefusedEvents());

    private static JournalPage Page(List<byte[]> texts)
    {
        var page = new JournalPage();
        for (int i = 0; i < texts.Count; i++)
        {
            var auditEvent = AuditEvent.Parse(texts[i]);
            page.Add(new JournalRecord(i, auditEvent.Id, auditEvent.Context, texts[i], Sha256Hash.OfLeaf(texts[i])));
        }

        return page;
    }

    private static async Task RefreshAsync(RealServer server) => (await server.SendAsync("POST", $"/audit-*-{server.Namespace}/_refresh")).Status.ShouldBe(200);

    private static async Task<string> MappingAsync(RealServer server, string stream)
    {
        (int status, JsonNode? body) = await server.SendAsync("GET", $"/{stream}/_mapping");
        status.ShouldBe(200);
        return body!.AsObject().First().Value!.ToJsonString();
    }
}
