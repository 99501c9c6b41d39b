using AuditGen.Consuming;
using AuditGen.Elasticsearch.Transport;
using Microsoft.Extensions.Logging;

namespace AuditGen.Elasticsearch.Export;

/// <summary>What the deliveries of one exporter share.</summary>
internal sealed record DeliveryContext
{
    public required IElasticsearchTransport Transport { get; init; }

    public required ElasticsearchExporterOptions Options { get; init; }

    /// <summary>The name of the log.</summary>
    public required string Log { get; init; }

    public required IAuditQuarantine Quarantine { get; init; }

    public required ExporterStatus Status { get; init; }

    public required ExporterMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    public required Random Random { get; init; }

    public required ILogger Logger { get; init; }
}
