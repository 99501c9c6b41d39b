using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Elasticsearch.Tests.Export;

public sealed class ElasticsearchExporterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_all_contexts_reach_their_streams_in_one_request_each_with_its_own_id()
    {
        await using var bench = new ExportBench();
        using JournalPage page = EventTexts.Page(0, 100);

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Cluster.StreamNames.ShouldBe(["audit-finance-default", "audit-sales-default", "audit-procurement-default", "audit-iam-default"], ignoreOrder: true);
        bench.Cluster.StreamNames.SelectMany(stream => bench.Cluster.IdsOf(stream).Keys).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 100).Select(i => EventTexts.Id(i).ToString()));
        WireRequest request = bench.Server.Received.Single();
        request.Query["require_data_stream"].ShouldBe("true");
        request.Headers["Content-Encoding"].ShouldBe("gzip");
        Encoding.UTF8.GetString(request.Body).Split('\n').Where((_, line) => line % 2 == 0).SkipLast(1).ShouldAllBe(line => line.StartsWith("{\"create\":{\"_index\":\"audit-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_hold_at_most_so_many_events_and_bytes()
    {
        await using var bench = new ExportBench(options: ExportBench.Fast with { MaxEvents = 30, MaxInFlight = 3 });
        using JournalPage page = EventTexts.Page(0, 100);

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Server.Received.Count.ShouldBe(4);
        bench.Exporter.Status.Stored.ShouldBe(100);

        await using var small = new ExportBench(options: ExportBench.Fast with { MaxBytes = 64 * 1024 });
        await small.Exporter.ConsumeAsync(page, Token);
        small.Server.Received.ShouldAllBe(request => request.Body.Length < 80 * 1024);
        small.Exporter.Status.Stored.ShouldBe(100);
    }

    [Fact]
    public async Task A_request_too_large_for_the_server_is_divided_until_it_fits()
    {
        await using var bench = new ExportBench(options: ExportBench.Fast with { Compress = false });
        bench.Cluster.MaxContentLength = 20_000;
        using JournalPage page = EventTexts.Page(0, 100);

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Exporter.Status.Stored.ShouldBe(100);
        bench.Refused.All.ShouldBeEmpty();
        bench.Exporter.Status.Degraded.ShouldBe(0);
    }

    [Fact]
    public async Task One_event_too_large_in_any_form_goes_to_quarantine_and_the_others_are_stored()
    {
        await using var bench = new ExportBench(options: ExportBench.Fast with { Compress = false });
        bench.Cluster.MaxContentLength = 20_000;
        string huge = EventTexts.Usual(1).Replace("month end", new string('x', 30_000), StringComparison.Ordinal);
        using JournalPage page = EventTexts.PageOf(EventTexts.UsualRecord(0), EventTexts.Record(1, huge), EventTexts.UsualRecord(2));

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Exporter.Status.Stored.ShouldBe(2);
        (Guid id, string reason) = bench.Refused.All.ShouldHaveSingleItem();
        id.ShouldBe(EventTexts.Id(1));
        reason.ShouldStartWith("HTTP 413");
        bench.Exporter.Status.Quarantined.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_that_the_store_refuses_is_sent_once_more_as_keywords_and_original_text()
    {
        await using var bench = new ExportBench();
        bench.Cluster.Refuses = (_, source) => Encoding.UTF8.GetString(source).Contains("\"u-1\"", StringComparison.Ordinal)
            ? (400, "document_parsing_exception", "failed to parse field [user.id] of type [keyword] in document with id 'x'. Preview of field's value: 'u-1'") : null;
        using JournalPage page = EventTexts.Page(0, 3);

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Exporter.Status.Stored.ShouldBe(3);
        bench.Exporter.Status.Degraded.ShouldBe(1);
        bench.Refused.All.ShouldBeEmpty();
        JsonObject degraded = bench.Cluster.Stream("audit-sales-default").WriteIndex.Visible.Single().Parsed;
        ((bool)degraded["audit"]!["ledger"]!["degraded"]!).ShouldBeTrue();
        ((string?)degraded["event"]!["original"]).ShouldBe(EventTexts.Usual(1, "sales"));
    }

    [Fact]
    public async Task An_event_refused_in_either_form_goes_to_quarantine_with_both_reasons_and_no_value()
    {
        await using var bench = new ExportBench();
        int refusals = 0;
        bench.Cluster.Refuses = (id, _) => id == EventTexts.Id(1).ToString()
            ? (400, "document_parsing_exception", $"failed to parse field [f{++refusals}] of type [ip] in document with id 'x'. Preview of field's value: 'private'") : null;
        using JournalPage page = EventTexts.Page(0, 3);

        await bench.Exporter.ConsumeAsync(page, Token);

        refusals.ShouldBe(2);
        bench.Refused.All.ShouldHaveSingleItem().Reason.ShouldBe("400 document_parsing_exception: failed to parse field [f1] of type [ip]; degraded: 400 document_parsing_exception: failed to parse field [f2] of type [ip]");
        bench.Exporter.Status.Stored.ShouldBe(2);
    }

    [Fact]
    public async Task A_document_that_went_to_the_failure_store_is_not_stored()
    {
        var cluster = new ClusterModel();
        await using var bench = new ExportBench(cluster);
        Put(cluster, "/_component_template/m", """{"template":{"mappings":{"properties":{"user":{"properties":{"id":{"type":"date"}}}}}}}""");
        Put(cluster, "/_index_template/t", """{"index_patterns":["audit-finance-*"],"data_stream":{},"composed_of":["m"],"template":{"data_stream_options":{"failure_store":{"enabled":true}}}}""");
        Put(cluster, "/_data_stream/audit-finance-default", string.Empty);
        using JournalPage page = EventTexts.PageOf(EventTexts.Record(0, EventTexts.Usual(0)));

        await bench.Exporter.ConsumeAsync(page, Token);

        cluster.Stream("audit-finance-default").Failures.Count.ShouldBe(1);
        bench.Exporter.Status.Degraded.ShouldBe(1);
        cluster.IdsOf("audit-finance-default").Keys.ShouldHaveSingleItem().ShouldBe(EventTexts.Id(0).ToString());
    }

    [Fact]
    public async Task A_resend_after_a_lost_answer_counts_as_stored_already()
    {
        await using var bench = new ExportBench();
        using JournalPage warm = EventTexts.Page(0, 4);
        await bench.Exporter.ConsumeAsync(warm, Token);
        FailNext(bench, Fault.ResetAfter);
        using JournalPage page = EventTexts.Page(4, 50);

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Exporter.Status.AlreadyStored.ShouldBe(50);
        bench.Exporter.Status.PossibleDuplicates.ShouldBe(0);
        bench.Cluster.StreamNames.SelectMany(stream => bench.Cluster.IdsOf(stream).Values).ShouldAllBe(copies => copies == 1);
    }

    [Fact]
    public async Task A_resend_that_meets_a_newer_index_is_counted_as_a_possible_duplicate()
    {
        await using var bench = new ExportBench();
        using JournalPage warm = EventTexts.Page(0, 4);
        await bench.Exporter.ConsumeAsync(warm, Token);
        FailNext(bench, Fault.ResetAfter, then: () =>
        {
            foreach (string stream in bench.Cluster.StreamNames)
            {
                bench.Cluster.Rollover(stream);
            }
        });
        using JournalPage page = EventTexts.Page(4, 40);

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Exporter.Status.PossibleDuplicates.ShouldBe(40);
        bench.Cluster.StreamNames.SelectMany(stream => bench.Cluster.IdsOf(stream).Values).Count(copies => copies == 2).ShouldBe(40);
    }

    [Fact]
    public async Task A_credential_that_is_refused_pauses_and_nothing_is_lost_or_quarantined()
    {
        var cluster = new ClusterModel { CreateStreamsOnDemand = true, SecurityEnabled = true };
        await using var bench = new ExportBench(cluster, client: new ElasticsearchOptions { Credentials = ElasticsearchCredentials.ApiKey("writer", "writer-secret") });
        using JournalPage page = EventTexts.Page(0, 8);
        Task consuming = bench.Exporter.ConsumeAsync(page, Token).AsTask();
        while (bench.Exporter.Status.State != ExporterState.Paused)
        {
            await Task.Yield();
        }

        HealthCheckResult health = await HealthAsync(bench.Exporter.Status);
        consuming.IsCompleted.ShouldBeFalse();
        health.Status.ShouldBe(HealthStatus.Unhealthy);
        health.Description!.ShouldContain("401 security_exception");

        cluster.AddKey("writer", AuditRoles.Writer(), new JsonObject { ["indices"] = new JsonArray(new JsonObject { ["names"] = new JsonArray("audit-*"), ["privileges"] = new JsonArray("auto_configure") }) });
        await consuming;
        bench.Exporter.Status.Stored.ShouldBe(8);
        bench.Exporter.Status.State.ShouldBe(ExporterState.Running);
        bench.Refused.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_is_missing_pauses_its_context_and_the_other_events_are_stored()
    {
        var cluster = new ClusterModel();
        await using var bench = new ExportBench(cluster);
        await new ClusterBootstrap(bench.Transport, new BootstrapOptions { Contexts = ["finance", "sales", "procurement"], SnapshotRepository = null }).RunAsync(cancellationToken: Token);
        using JournalPage page = EventTexts.Page(0, 40);
        Task consuming = bench.Exporter.ConsumeAsync(page, Token).AsTask();
        while (bench.Exporter.Status.State != ExporterState.Paused || bench.Exporter.Status.Stored < 30)
        {
            await Task.Yield();
        }

        bench.Exporter.Status.Problem!.ShouldStartWith("iam: 404 index_not_found_exception");
        await new ClusterBootstrap(bench.Transport, new BootstrapOptions { Contexts = ["iam"], SnapshotRepository = null }).RunAsync(cancellationToken: Token);
        await consuming;
        bench.Exporter.Status.Stored.ShouldBe(40);
        bench.Exporter.Status.State.ShouldBe(ExporterState.Running);
    }

    [Fact]
    public async Task A_store_that_is_away_is_a_degradation_and_cancelling_leaves_the_page_unacknowledged()
    {
        await using var bench = new ExportBench();
        bench.Server.Faults = _ => Fault.Unavailable;
        using JournalPage page = EventTexts.Page(0, 8);
        using var stop = new CancellationTokenSource();
        Task consuming = bench.Exporter.ConsumeAsync(page, stop.Token).AsTask();
        while (bench.Exporter.Status.State != ExporterState.Retrying)
        {
            await Task.Yield();
        }

        (await HealthAsync(bench.Exporter.Status)).Status.ShouldBe(HealthStatus.Degraded);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => consuming);

        bench.Server.Faults = _ => Fault.None;
        await bench.Exporter.ConsumeAsync(page, Token);
        bench.Exporter.Status.Stored.ShouldBe(8);
        (await HealthAsync(bench.Exporter.Status)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task An_exporter_of_some_contexts_leaves_the_others_alone()
    {
        await using var bench = new ExportBench(options: ExportBench.Fast with { Contexts = ["iam"] });
        await using var rest = new ExportBench(options: ExportBench.Fast with { ExceptContexts = ["iam"] });
        using JournalPage page = EventTexts.Page(0, 40);

        await bench.Exporter.ConsumeAsync(page, Token);
        await rest.Exporter.ConsumeAsync(page, Token);

        bench.Cluster.StreamNames.ShouldBe(["audit-iam-default"]);
        rest.Cluster.StreamNames.ShouldNotContain("audit-iam-default");
        (bench.Exporter.Status.Stored + rest.Exporter.Status.Stored).ShouldBe(40);
    }

    [Fact]
    public async Task Hostile_events_of_a_thousand_resource_types_are_all_stored_in_one_fixed_mapping()
    {
        var cluster = new ClusterModel();
        await using var bench = new ExportBench(cluster, ExportBench.Fast with { RequestTimeout = TimeSpan.FromMinutes(1) });
        await new ClusterBootstrap(bench.Transport, new BootstrapOptions { Contexts = ["finance"], SnapshotRepository = null }).RunAsync(cancellationToken: Token);
        int fields = cluster.Stream("audit-finance-default").Mapping.FieldCount;
        string deep = string.Concat(Enumerable.Repeat("{\"d\":", 30)) + "1" + new string('}', 30);
        string[] values = ["1", "\"text\"", "true", "null", "{\"a\":{\"b\":1}}", "[1,\"x\",{\"y\":null}]", "1e999", deep, "\"\\u0000\"", "\"2026-01-01\"", "{\"$json\":{\"$a\":1}}", $"\"{new string('k', 40_000)}\""];
        using var page = new JournalPage();
        for (int i = 0; i < 1000; i++)
        {
            string text = EventTexts.Usual(i)
                .Replace("\"type\":\"invoice\"", $"\"type\":\"type{i}\"", StringComparison.Ordinal)
                .Replace("\"new\":" + (i % 5), "\"new\":" + values[i % values.Length], StringComparison.Ordinal)
                .Replace("/lines/10/quantity", i % 3 == 0 ? "/value" : "/value/x", StringComparison.Ordinal)
                .Replace("\"channel\":\"web\"", $"\"channel\":{values[(i + 5) % values.Length]},\"key{i}\":{values[(i + 3) % values.Length]}", StringComparison.Ordinal);
            page.Add(EventTexts.Record(i, text));
        }

        await bench.Exporter.ConsumeAsync(page, Token);

        bench.Exporter.Status.Stored.ShouldBe(1000);
        bench.Exporter.Status.Degraded.ShouldBe(0);
        bench.Refused.All.ShouldBeEmpty();
        cluster.Stream("audit-finance-default").Mapping.FieldCount.ShouldBe(fields);
    }

    [Fact]
    public async Task Under_light_load_requests_are_a_second_apart_and_the_first_goes_at_once()
    {
        var time = new ManualTime();
        var cluster = new ClusterModel { CreateStreamsOnDemand = true };
        await using var server = new WireServer(cluster.Answer);
        using var transport = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [server.Address] });
        using var exporter = new ElasticsearchExporter(transport, new ElasticsearchExporterOptions(), "log", new RefusedEvents(), time);
        using JournalPage first = EventTexts.Page(0, 1);
        using JournalPage second = EventTexts.Page(1, 1);

        await exporter.ConsumeAsync(first, Token);
        Task waiting = exporter.ConsumeAsync(second, Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        server.Received.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await waiting;

        server.Received.Count.ShouldBe(2);
    }

    private static void FailNext(ExportBench bench, Fault fault, Action? then = null)
    {
        int left = 1;
        bench.Server.Faults = _ =>
        {
            if (left-- > 0)
            {
                return fault;
            }

            Interlocked.Exchange(ref then, null)?.Invoke();
            return Fault.None;
        };
    }

    private static void Put(ClusterModel cluster, string path, string body)
        => cluster.Answer(WireRequest.Create("PUT", path, new Dictionary<string, string>(StringComparer.Ordinal), Encoding.UTF8.GetBytes(body), 0)).Status.ShouldBe(200);

    private static Task<HealthCheckResult> HealthAsync(ExporterStatus status)
    {
        var check = new ExporterHealthCheck(status);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("x", check, HealthStatus.Unhealthy, null) }, Token);
    }
}
