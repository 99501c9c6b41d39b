using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>Tries again at once.</summary>
public sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 3, TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => exception is TransientException;

    protected override TimeSpan? GetNextDelay(Exception lastException) => base.GetNextDelay(lastException) is null ? null : TimeSpan.Zero;
}
