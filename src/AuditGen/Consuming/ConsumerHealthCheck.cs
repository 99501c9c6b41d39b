using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Consuming;

/// <summary>
/// Degraded while a consumer fails or something is in quarantine: events are safe in the journal, but not all can be found.
/// </summary>
internal sealed class ConsumerHealthCheck(IAuditConsumers consumers, IAuditQuarantine quarantine) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        long quarantined = quarantine.Count;
        Dictionary<string, object> data = new(StringComparer.Ordinal) { ["quarantined"] = quarantined };
        foreach (ConsumerStatus status in consumers.Status)
        {
            data[status.Name + "_lag"] = status.Lag;
        }

        if (consumers.Status.FirstOrDefault(status => status.Failures > 0) is { } failing)
        {
            return Task.FromResult(HealthCheckResult.Degraded(
                FormattableString.Invariant($"The consumer {failing.Name} failed {failing.Failures} times in a row at index {failing.Position}: {failing.LastFailure}"),
                data: data));
        }

        return Task.FromResult(quarantined > 0
            ? HealthCheckResult.Degraded(
                FormattableString.Invariant($"{quarantined} events are in quarantine: list them, mend the cause, and send them again."), data: data)
            : HealthCheckResult.Healthy("Consumers keep up.", data));
    }
}
