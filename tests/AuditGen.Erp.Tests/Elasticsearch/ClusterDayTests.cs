using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Erp.Composition;
using Erp.Elasticsearch;
using Erp.Simulation;
using Erp.Stories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace AuditGen.Erp.Tests.Elasticsearch;

/// <summary>The sample with <c>--elasticsearch</c>: cluster made ready, day shipped, questions answered by it.</summary>
public sealed class ClusterDayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_shipped_and_the_cluster_answers_what_investigators_ask()
    {
        string folder = Directory.CreateTempSubdirectory("erp-cluster-").FullName;
        try
        {
            await using var server = new WireServer(new ClusterModel().Answer) { KeepRequests = false };
            var options = new SimulationOptions { Events = 1_000, Store = Path.Combine(folder, "trail"), Elasticsearch = server.Address };
            using IHost host = ErpHost.Build(options);
            await host.StartAsync(Token);
            await new SimulatedDay(options, host.Services).RunAsync(Token);
            var text = new StringWriter();
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
            console.Profile.Width = 400;

            await ElasticsearchReport.ShowAsync(host.Services, console, withStories: true, Token);

            var store = host.Services.GetRequiredService<ElasticsearchAuditStore>();
            string[] shipped = await TextsAsync(store);
            shipped.Length.ShouldBe((int)host.Services.GetRequiredService<IJournal>().NextIndex);
            shipped.ShouldBe(await TextsAsync(host.Services.GetRequiredService<IAuditReader>()), "both stores hold the same texts in the same order");
            string report = text.ToString();
            report.ShouldContain("History of invoice");
            report.ShouldContain("when it was posted");
            foreach (Story story in StoryList.All)
            {
                report.ShouldContain(story.Question);
            }

            await host.StopAsync(CancellationToken.None);
            LedgerReport verified = await VerifyAsync(server.Address, Path.Combine(options.Store, "journal"));
            verified.Faults.ShouldBeEmpty();
            verified.Verdict.ShouldBe(LedgerVerdict.Valid, "the cluster proves by itself that it holds the whole day");
            verified.Covered.ShouldBe(shipped.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_cluster_that_is_away_is_said_and_the_day_goes_on()
    {
        string folder = Directory.CreateTempSubdirectory("erp-cluster-").FullName;
        try
        {
            var options = new SimulationOptions { Events = 20, Stories = false, Store = Path.Combine(folder, "trail"), Elasticsearch = new Uri("http://localhost:1") };
            using IHost host = ErpHost.Build(options);
            await host.StartAsync(Token);
            await new SimulatedDay(options, host.Services).RunAsync(Token);
            var text = new StringWriter();

            await ElasticsearchReport.ShowAsync(host.Services, AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }), withStories: false, Token);

            text.ToString().ShouldContain("The cluster does not answer.");
            await host.StopAsync(CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Verifies with nothing but the cluster and the public key.</summary>
    private static async Task<LedgerReport> VerifyAsync(Uri cluster, string journal)
    {
        using var transport = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [cluster] });
        var options = new ElasticsearchTrailOptions { Namespace = "erp", Settle = TimeSpan.Zero };
        await using ElasticsearchLedger ledger = await ElasticsearchLedger.OpenAsync(transport, options, cancellationToken: Token);
        using ElasticsearchEvents events = await ElasticsearchEvents.OpenAsync(transport, ledger, options, cancellationToken: Token);
        return await LedgerVerifier.VerifyAsync(
            new LedgerVerification
            {
                OpenLedger = ledger.OpenReader,
                Copies = [events],
                Keys = LedgerKeyFolder.ReadPublic(SqliteLedgerBackend.KeyFolderOf(journal)),
            },
            cancellationToken: Token);
    }

    private static async Task<string[]> TextsAsync(IAuditReader reader)
    {
        var texts = new List<string>();
        await foreach (AuditRecord record in reader.ExportAsync(new AuditQuery { Access = AuditAccess.Everything }, AuditOrder.OldestFirst, Token))
        {
            texts.Add(System.Text.Encoding.UTF8.GetString(record.Event.Text.Span));
        }

        return [.. texts];
    }
}
