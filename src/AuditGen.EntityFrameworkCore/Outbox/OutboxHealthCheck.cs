using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>
/// Degraded while a relay fails, or rows have waited for long: events are safe in the outbox, but not in the journal. Unhealthy where
/// a row was damaged.
/// </summary>
internal sealed class OutboxHealthCheck(OutboxState state, OutboxOptions options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["relayed"] = state.Relayed, ["refused"] = state.Refused };
        TimeSpan age = TimeSpan.Zero;
        if (state.Backlog is { } backlog)
        {
            age = backlog.AgeAt(time.GetUtcNow());
            data["waiting"] = backlog.Rows;
            data["age_seconds"] = age.TotalSeconds;
        }

        return Task.FromResult(
            state.Refused > 0 ? HealthCheckResult.Unhealthy("Rows of the outbox are not what was written: somebody changed them. They are marked in the table.", data: data)
            : state.Failure is { } failure ? HealthCheckResult.Degraded("Events wait in the outbox: " + failure, data: data)
            : age > options.MaxWaiting ? HealthCheckResult.Degraded($"Events have waited in the outbox since {state.Backlog!.Oldest:u}: look which journal has taken their rows.", data: data)
            : HealthCheckResult.Healthy("The relay keeps up.", data));
    }
}
