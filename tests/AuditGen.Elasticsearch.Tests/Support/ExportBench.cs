using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Support;

/// <summary>A cluster, its server, and an exporter before it.</summary>
internal sealed class ExportBench : IAsyncDisposable
{
    private readonly HttpElasticsearchTransport _transport;

    public ExportBench(ClusterModel? cluster = null, ElasticsearchExporterOptions? options = null, ElasticsearchOptions? client = null, int seed = 1)
    {
        Cluster = cluster ?? new ClusterModel { CreateStreamsOnDemand = true };
        Server = new WireServer(Cluster.Answer);
        _transport = new HttpElasticsearchTransport((client ?? new ElasticsearchOptions()) with { Nodes = [Server.Address], NodeRevival = TimeSpan.FromMilliseconds(1), MaxNodeRevival = TimeSpan.FromMilliseconds(2) });
        Exporter = new ElasticsearchExporter(_transport, options ?? Fast, "test/log", Refused, random: new Random(seed));
    }

    /// <summary>No waiting that a test would have to sit through.</summary>
    public static ElasticsearchExporterOptions Fast { get; } = new()
    {
        Linger = TimeSpan.Zero,
        FirstRetry = TimeSpan.FromMilliseconds(1),
        LongestRetry = TimeSpan.FromMilliseconds(4),
        PauseRetry = TimeSpan.FromMilliseconds(5),
        RequestTimeout = TimeSpan.FromSeconds(20),
    };

    public ClusterModel Cluster { get; }

    public WireServer Server { get; }

    public IElasticsearchTransport Transport => _transport;

    public ElasticsearchExporter Exporter { get; }

    public RefusedEvents Refused { get; } = new();

    public async ValueTask DisposeAsync()
    {
        Exporter.Dispose();
        _transport.Dispose();
        await Server.DisposeAsync();
    }
}
