using System.Diagnostics;
using System.Globalization;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Benchmarks.Elasticsearch;

/// <summary>
/// What exporting costs this process for an event: document, gzip, HTTP, answer. The floor is sending bodies made before, so
/// that the difference is what the exporter itself costs.
/// </summary>
internal static class ExportBenchmark
{
    private const int PageEvents = 16_000;

    public static async Task<int> RunAsync(int rounds = 9, int pagesPerRound = 10)
    {
        using Process server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), "null-server"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        string port = (await server.StandardOutput.ReadLineAsync().ConfigureAwait(false))!;
        using var transport = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [new Uri("http://127.0.0.1:" + port)], CompatibleWith = 8 });
        using JournalPage page = EventTexts.Page(0, PageEvents);
        var options = new ElasticsearchExporterOptions { Linger = TimeSpan.Zero };
        using var exporter = new ElasticsearchExporter(transport, options, "bench/log", new RefusedEvents());
        List<byte[]> bodies = Bodies(page);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"text {page.Bytes / (double)PageEvents:N0} B, request {bodies.Average(body => body.Length) / NullServer.Events:N0} B an event; {Environment.ProcessorCount} processors"));

        // Interleaved, so that what else the machine does falls on both alike.
        var floors = new List<Sample>();
        var exports = new List<Sample>();
        for (int round = 0; round <= rounds; round++)
        {
            Sample floor = await MeasureAsync(() => SendAsync(transport, bodies), pagesPerRound).ConfigureAwait(false);
            Sample export = await MeasureAsync(() => exporter.ConsumeAsync(page, CancellationToken.None), pagesPerRound).ConfigureAwait(false);
            if (round > 0)
            {
                floors.Add(floor);
                exports.Add(export);
            }
        }

        Print("bodies made before", floors);
        Print("export", exports);
        Sample building = await MeasureAsync(() => BuildAsync(page, compress: false), pagesPerRound).ConfigureAwait(false);
        Print("documents alone", [building]);
        server.StandardInput.Close();
        return exporter.Status.FailedRequests == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Self()
    {
        string assembly = typeof(ExportBenchmark).Assembly.Location;
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? [assembly] : [];
    }

    private static List<byte[]> Bodies(JournalPage page)
    {
        var bodies = new List<byte[]>();
        using var body = new BulkBody("bench/log", compress: true);
        for (int start = 0; start < page.Count; start += NullServer.Events)
        {
            Fill(body, page, start);
            bodies.Add(body.Content.ToArray());
        }

        return bodies;
    }

    private static ValueTask BuildAsync(JournalPage page, bool compress)
    {
        using var body = new BulkBody("bench/log", compress);
        for (int start = 0; start < page.Count; start += NullServer.Events)
        {
            Fill(body, page, start);
        }

        return ValueTask.CompletedTask;
    }

    private static void Fill(BulkBody body, JournalPage page, int start)
    {
        var target = new StreamTarget("finance", "audit-finance-default");
        body.Clear();
        foreach (ref readonly JournalRecord record in page.Records.Slice(start, NullServer.Events))
        {
            body.Add(record, target, degraded: false);
        }

        body.Complete();
    }

    private static async ValueTask SendAsync(HttpElasticsearchTransport transport, List<byte[]> bodies)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < bodies.Count; i = Interlocked.Increment(ref next))
            {
                using ElasticsearchResponse answer = await transport.SendAsync(
                    new ElasticsearchRequest(HttpMethod.Post, "/_bulk") { Body = bodies[i], BodyKind = ElasticsearchBodyKind.NdJson, IsGzip = true }, CancellationToken.None).ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
    }

    private static async Task<Sample> MeasureAsync(Func<ValueTask> page, int pages)
    {
        using Process self = Process.GetCurrentProcess();
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = self.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < pages; i++)
        {
            await page().ConfigureAwait(false);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        self.Refresh();
        double events = (double)PageEvents * pages;
        return new Sample(
            events / elapsed.TotalSeconds,
            (self.TotalProcessorTime - cpu).TotalMicroseconds / events,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / events);
    }

    private static void Print(string name, List<Sample> samples)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-20} {Median(samples, sample => sample.PerSecond),10:N0} events/s  {Median(samples, sample => sample.Microseconds),6:N2} µs CPU  {Median(samples, sample => sample.Bytes),6:N1} B allocated an event"));

    private static double Median(List<Sample> samples, Func<Sample, double> of) => samples.Select(of).Order().ElementAt(samples.Count / 2);

    private sealed record Sample(double PerSecond, double Microseconds, double Bytes);
}
