using AuditGen.Retention;

namespace AuditGen.Benchmarks.Store;

/// <summary>The same policy for every context.</summary>
internal sealed class OneRetention(AuditRetention retention) : IRetentionPolicies
{
    public ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default) => ValueTask.FromResult(retention);

    public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
