using AuditGen.Elasticsearch.Export;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Elasticsearch;

/// <summary>
/// Says how exporting fares: events that wait in the journal because the store is away are a degradation; a store that
/// refuses, or events in quarantine, need somebody to act.
/// </summary>
internal sealed class ExporterHealthCheck(ExporterStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["stored"] = status.Stored,
            ["quarantined"] = status.Quarantined,
            ["degraded"] = status.Degraded,
            ["possibleDuplicates"] = status.PossibleDuplicates,
        };
        HealthCheckResult result = status switch
        {
            { State: ExporterState.Paused } => new HealthCheckResult(context.Registration.FailureStatus, $"Elasticsearch refuses events; they wait in the journal. {status.Problem}", data: data),
            { State: ExporterState.Retrying } => HealthCheckResult.Degraded($"Elasticsearch takes no events at present; they wait in the journal. {status.Problem}", data: data),
            { Quarantined: > 0 } => HealthCheckResult.Degraded($"{status.Quarantined} events are in quarantine since the start. List and re-send them with 'auditgen quarantine'.", data: data),
            _ => HealthCheckResult.Healthy("Elasticsearch takes events.", data),
        };
        return Task.FromResult(result);
    }
}
