using System.Globalization;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Tests.Export;

/// <summary>What exporting may cost, in figures that do not depend on the machine.</summary>
public sealed class ExportBudgetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_thousand_events_cost_one_request_and_so_many_bytes()
    {
        await using var bench = new ExportBench(options: ExportBench.Fast with { MaxInFlight = 1 });
        using JournalPage page = EventTexts.Page(0, 4000);

        await bench.Exporter.ConsumeAsync(page, TestContext.Current.CancellationToken);

        double bytes = bench.Exporter.Status.BytesSent / 4.0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"per 1,000 events: {bench.Exporter.Status.Requests / 4.0} requests, {bytes:N0} bytes; texts {page.Bytes / 4.0:N0} bytes"));
        bench.Exporter.Status.Requests.ShouldBe(4);

        // A document is about twice its text, and compresses to a third of the text.
        bytes.ShouldBeLessThan(page.Bytes / 4.0 / 3);
    }

    [Fact]
    public async Task An_event_allocates_next_to_nothing()
    {
        using var silent = new SilentTransport(1000);
        using var exporter = new ElasticsearchExporter(silent, new ElasticsearchExporterOptions { MaxInFlight = 1, Linger = TimeSpan.Zero }, "log", new RefusedEvents());
        using JournalPage page = EventTexts.Page(0, 10_000);
        await exporter.ConsumeAsync(page, TestContext.Current.CancellationToken);
        
        // One request at a time and answers at hand: everything happens on this thread.
        long before = GC.GetAllocatedBytesForCurrentThread();

        await exporter.ConsumeAsync(page, TestContext.Current.CancellationToken);

        double each = (GC.GetAllocatedBytesForCurrentThread() - before) / 10_000.0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each:N1} bytes an event, HTTP apart"));
        each.ShouldBeLessThan(40);
    }

    /// <summary>Says that everything was stored.</summary>
    private sealed class SilentTransport : IElasticsearchTransport, IDisposable
    {
        private readonly byte[] _answer;

        public SilentTransport(int events)
        {
            _answer = System.Text.Encoding.UTF8.GetBytes(
                """{"errors":false,"items":[""" + string.Join(',', Enumerable.Repeat("""{"create":{"_index":".ds-audit-finance-default-2026.11.21-000001","status":201}}""", events)) + "]}");
        }

        public ValueTask<ElasticsearchResponse> SendAsync(ElasticsearchRequest request, CancellationToken cancellationToken)
            => ValueTask.FromResult(new ElasticsearchResponse(200, "application/json", _answer));

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
