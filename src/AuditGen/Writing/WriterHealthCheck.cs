using AuditGen.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Writing;

/// <summary>Healthy while events become durable; Degraded when the journal fills up; Unhealthy when it cannot be written or has no room.</summary>
internal sealed class WriterHealthCheck(JournalAppender appender) : IHealthCheck
{
    /// <summary>From this part of its bound on, a journal counts as filling up.</summary>
    public const double Filling = 0.8;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        IJournalCapacity? capacity = appender.Capacity;
        double fill = WriterMetrics.Fill(capacity);
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["operations"] = appender.Reservations.Taken,
            ["kept"] = appender.State.Kept,
            ["journal_bytes"] = capacity?.Bytes ?? 0,
            ["journal_fill"] = fill,
        };
        return appender.State switch
        {
            { Stopped: true } => HealthCheckResult.Unhealthy("The audit writer has ended.", data: data),
            { Failure: { } failure } => HealthCheckResult.Unhealthy(
                FormattableString.Invariant($"The audit journal cannot be written since {failure.Since:O}: {failure.Reason}"), data: data),
            { Kept: > 0 } => HealthCheckResult.Unhealthy(
                FormattableString.Invariant($"The events of {appender.State.Kept} operations cannot be journaled; they are kept in memory."), data: data),
            _ when fill >= 1 => HealthCheckResult.Unhealthy(
                "The audit journal has reached its bound: commands wait or are refused. Look at its consumers and its ledger.", data: data),
            _ when fill >= Filling => HealthCheckResult.Degraded(
                FormattableString.Invariant($"The audit journal is {fill:P0} full. Look at its consumers and its ledger."), data: data),
            _ => HealthCheckResult.Healthy("Events become durable.", data),
        };
    }
}
