using AuditGen.Retention;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>Policies that a test sets as it likes.</summary>
internal sealed class FixedPolicies : IRetentionPolicies
{
    public static readonly AuditRetention AtOnce = new() { Hot = TimeSpan.Zero, Warm = TimeSpan.Zero };

    public AuditRetention Default { get; set; } = AtOnce;

    public Dictionary<string, AuditRetention> Contexts { get; } = new(StringComparer.Ordinal);

    public ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Contexts.GetValueOrDefault(context) ?? Default);

    public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default)
    {
        Contexts[context] = retention;
        return ValueTask.CompletedTask;
    }
}
