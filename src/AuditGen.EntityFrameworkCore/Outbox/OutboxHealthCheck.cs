using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>Degraded while a relay fails: events are safe in the outbox, but not in the journal. Unhealthy where a row was damaged.</summary>
internal sealed class OutboxHealthCheck(OutboxState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["relayed"] = state.Relayed, ["refused"] = state.Refused };
        return Task.FromResult(
            state.Refused > 0 ? HealthCheckResult.Unhealthy("Rows of the outbox are not what was written: somebody changed them. They are marked in the table.", data: data)
            : state.Failure is { } failure ? HealthCheckResult.Degraded("Events wait in the outbox: " + failure, data: data)
            : HealthCheckResult.Healthy("The relay keeps up.", data));
    }
}
