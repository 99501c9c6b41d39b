using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Elasticsearch.Tests.Hosting;

/// <summary>A setting out of range is refused where it is written, by its name; the usual ones are fit for use.</summary>
public sealed class SettingsTests
{
    private static readonly ElasticsearchOptions s_client = new() { Nodes = [new Uri("https://es-1:9200")] };

    public static TheoryData<string, ElasticsearchOptions> Clients { get; } = new()
    {
        { "Nodes", new ElasticsearchOptions() },
        { "absolute http", s_client with { Nodes = [new Uri("ftp://es-1")] } },
        { "Credentials", s_client with { Nodes = [new Uri("https://me:secret@es-1:9200")] } },
        { "query or fragment", s_client with { Nodes = [new Uri("https://es-1:9200/?pretty")] } },
        { "CompatibleWith", s_client with { CompatibleWith = 7 } },
        { "CertificateFingerprint", s_client with { CertificateFingerprint = "12" } },
        { "RequestTimeout", s_client with { RequestTimeout = TimeSpan.Zero } },
        { "ConnectTimeout", s_client with { ConnectTimeout = TimeSpan.Zero } },
        { "ConnectionLifetime", s_client with { ConnectionLifetime = TimeSpan.Zero } },
        { "NodeRevival", s_client with { NodeRevival = TimeSpan.Zero } },
        { "MaxNodeRevival", s_client with { MaxNodeRevival = TimeSpan.FromMilliseconds(1) } },
        { "MaxResponseBytes", s_client with { MaxResponseBytes = 1 } },
    };

    public static TheoryData<string, ElasticsearchExporterOptions> Exporters { get; } = new()
    {
        { "Name", new ElasticsearchExporterOptions { Name = " " } },
        { "write 'prod_1'", new ElasticsearchExporterOptions { Namespace = "prod-1" } },
        { "MaxEvents", new ElasticsearchExporterOptions { MaxEvents = 0 } },
        { "MaxBytes", new ElasticsearchExporterOptions { MaxBytes = 100 * 1024 * 1024 } },
        { "MaxInFlight", new ElasticsearchExporterOptions { MaxInFlight = 33 } },
        { "longer than zero", new ElasticsearchExporterOptions { Linger = TimeSpan.FromSeconds(-1) } },
        { "longer than zero", new ElasticsearchExporterOptions { RequestTimeout = TimeSpan.Zero } },
        { "longer than zero", new ElasticsearchExporterOptions { FirstRetry = TimeSpan.Zero } },
        { "LongestRetry", new ElasticsearchExporterOptions { LongestRetry = TimeSpan.FromMilliseconds(1) } },
        { "longer than zero", new ElasticsearchExporterOptions { PauseRetry = TimeSpan.Zero } },
        { "longer than zero", new ElasticsearchExporterOptions { HoldBackAfter = TimeSpan.Zero } },
        { "longer than zero", new ElasticsearchExporterOptions { LedgerInterval = TimeSpan.Zero } },
    };

    public static TheoryData<string, ElasticsearchStoreOptions> Stores { get; } = new()
    {
        { "Namespace", new ElasticsearchStoreOptions { Namespace = "Default" } },
        { "AsyncBeyond", new ElasticsearchStoreOptions { AsyncBeyond = TimeSpan.FromDays(-1) } },
        { "SearchTimeout", new ElasticsearchStoreOptions { SearchTimeout = TimeSpan.Zero } },
        { "ExportKeepAlive", new ElasticsearchStoreOptions { ExportKeepAlive = TimeSpan.Zero } },
    };

    public static TheoryData<string, BootstrapOptions> Bootstraps { get; } = new()
    {
        { "Contexts", new BootstrapOptions() },
        { "namespace", new BootstrapOptions { Contexts = ["finance"], Namespace = "a-b" } },
        { "would share the data stream", new BootstrapOptions { Contexts = ["a-b", "a_b"] } },
        { "Shards", new BootstrapOptions { Contexts = ["finance"], Shards = 0 } },
        { "Replicas", new BootstrapOptions { Contexts = ["finance"], Replicas = 11 } },
        { "Rollover", new BootstrapOptions { Contexts = ["finance"], DefaultTiers = new TierWindows { Rollover = TimeSpan.Zero } } },
    };

    [Fact]
    public void The_usual_settings_are_fit_for_use() =>
        Register(audit => audit.ExportToElasticsearch(s_client).ReadFromElasticsearch(s_client));

    [Theory]
    [MemberData(nameof(Clients))]
    public void A_setting_of_the_client_is_refused(string named, ElasticsearchOptions client)
    {
        Refused(named, audit => audit.ExportToElasticsearch(client)).ShouldNotContain("secret");
        Refused(named, audit => audit.ReadFromElasticsearch(client)).ShouldNotContain("secret");
    }

    [Theory]
    [MemberData(nameof(Exporters))]
    public void A_setting_of_the_exporter_is_refused(string named, ElasticsearchExporterOptions options) =>
        Refused(named, audit => audit.ExportToElasticsearch(s_client, options));

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_setting_of_the_store_is_refused(string named, ElasticsearchStoreOptions options) =>
        Refused(named, audit => audit.ReadFromElasticsearch(s_client, options));

    [Theory]
    [MemberData(nameof(Bootstraps))]
    public void A_setting_of_the_bootstrap_is_refused(string named, BootstrapOptions options) =>
        string.Join(' ', options.Validate()).ShouldContain(named);

    private static string Refused(string named, Action<AuditGenBuilder> configure)
    {
        string message = Should.Throw<ArgumentException>(() => Register(configure)).Message;
        message.ShouldContain(named);
        return message;
    }

    private static void Register(Action<AuditGenBuilder> configure) => new ServiceCollection().AddAuditGen(configure);
}
