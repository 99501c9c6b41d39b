using AuditGen.Consuming;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Elasticsearch.Tests.Hosting;

public sealed class ElasticsearchBuilderExtensionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_registration_makes_the_cluster_ready_ships_and_reads()
    {
        var cluster = new ClusterModel();
        await using var server = new WireServer(cluster.Answer);
        var client = new ElasticsearchOptions { Nodes = [server.Address] };
        await using ServiceProvider provider = Services(audit => audit
            .BootstrapElasticsearchAtStart(client, new BootstrapOptions { Contexts = ["finance", "sales", "procurement", "iam"], SnapshotRepository = null })
            .ExportToElasticsearch(client)
            .ReadFromElasticsearch(client));

        await provider.GetServices<IHostedService>().OfType<BootstrapService>().Single().StartAsync(Token);
        IJournalConsumer exporter = provider.GetServices<IJournalConsumer>().ShouldHaveSingleItem();
        using JournalPage page = EventTexts.Page(0, 8);
        await exporter.ConsumeAsync(page, Token);

        exporter.Name.ShouldBe("elasticsearch");
        exporter.IsStoreOfRecord.ShouldBeTrue();
        provider.GetRequiredService<IAuditReader>().ShouldBeOfType<ElasticsearchAuditStore>();
        (await provider.GetRequiredService<IAuditReader>().SearchAsync(new AuditQuery { Access = AuditAccess.Everything }, AuditPaging.First, Token)).Records.Length.ShouldBe(8);
    }

    [Fact]
    public async Task Contexts_can_have_exporters_and_cursors_of_their_own()
    {
        var client = new ElasticsearchOptions { Nodes = [new Uri("http://localhost:1")] };
        await using ServiceProvider provider = Services(audit => audit
            .ExportToElasticsearch(client, new ElasticsearchExporterOptions { ExceptContexts = ["iam"] })
            .ExportToElasticsearch(client, new ElasticsearchExporterOptions { Name = "elasticsearch.iam", Contexts = ["iam"] }));

        provider.GetServices<IJournalConsumer>().Select(consumer => consumer.Name).ShouldBe(["elasticsearch", "elasticsearch.iam"]);
    }

    [Fact]
    public async Task A_cluster_that_is_away_does_not_keep_the_application_from_starting()
    {
        var client = new ElasticsearchOptions { Nodes = [new Uri("http://localhost:1")] };
        await using ServiceProvider provider = Services(audit => audit.BootstrapElasticsearchAtStart(client, new BootstrapOptions { Contexts = ["finance"] }));

        await Should.NotThrowAsync(() => provider.GetServices<IHostedService>().OfType<BootstrapService>().Single().StartAsync(Token));
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_at_registration()
        => Should.Throw<ArgumentException>(() => Services(audit => audit.ExportToElasticsearch(new ElasticsearchOptions()))).Message.ShouldContain("Set Nodes");

    private static ServiceProvider Services(Action<AuditGenBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<IJournal>(new MemoryJournal());
        services.AddSingleton<IAuditQuarantine>(new RefusedEvents());
        services.AddAuditGen(configure);
        return services.BuildServiceProvider();
    }
}
