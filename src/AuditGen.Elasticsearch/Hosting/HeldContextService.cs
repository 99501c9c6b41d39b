using AuditGen.Elasticsearch.Export;
using Microsoft.Extensions.Hosting;

namespace AuditGen.Elasticsearch;

/// <summary>Lets an exporter bring the events of contexts that it holds back while the process runs.</summary>
internal sealed class HeldContextService(ElasticsearchExporter exporter) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => exporter.RunHeldBackAsync(stoppingToken);
}
