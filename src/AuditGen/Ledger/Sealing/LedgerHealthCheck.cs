using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Ledger;

/// <summary>Failing signer or forked ledger: unhealthy. Unreachable anchor: degraded.</summary>
/// <param name="status">What the sealer is doing.</param>
internal sealed class LedgerHealthCheck(LedgerStatus status) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(status switch
    {
        { State: LedgerState.Forked or LedgerState.Failing } => HealthCheckResult.Unhealthy(status.Problem),
        { AnchorProblem: { } problem } => HealthCheckResult.Degraded(problem),
        { State: LedgerState.Starting } => HealthCheckResult.Degraded("The ledger is not open yet."),
        _ => HealthCheckResult.Healthy($"{status.Checkpoint?.Size ?? 0} events are covered by a checkpoint."),
    });
}
