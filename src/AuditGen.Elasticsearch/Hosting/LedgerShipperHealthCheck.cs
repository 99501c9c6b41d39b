using AuditGen.Elasticsearch.Shipping;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Elasticsearch;

/// <summary>A ledger that does not reach the store is a degradation: events are sealed, and the store alone cannot prove it.</summary>
internal sealed class LedgerShipperHealthCheck(LedgerShipperStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        status.Problem is { } problem
            ? HealthCheckResult.Degraded($"Checkpoints do not reach Elasticsearch; they wait in the ledger. {problem}")
            : HealthCheckResult.Healthy($"Leaf hashes of {status.Size} events are in Elasticsearch."));
}
