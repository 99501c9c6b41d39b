using AuditGen.Reading;
using AuditGen.Retention;

namespace AuditGen.Cli.Stores;

/// <summary>The retention of each context as the trail records it, or one for all.</summary>
/// <param name="reader">Where retention is recorded.</param>
/// <param name="time">The clock.</param>
/// <param name="forAll">What to go by instead of the trail.</param>
internal sealed class TrailRetention(IAuditReader reader, TimeProvider time, AuditRetention? forAll) : IRetentionPolicies
{
    /// <inheritdoc/>
    public async ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default)
    {
        return forAll ?? await RecordedAsync(context, cancellationToken).ConfigureAwait(false) ?? AuditRetention.Default;
    }

    /// <summary>The retention that was set for a context at run time; <see langword="null"/> where none was.</summary>
    public async ValueTask<AuditRetention?> RecordedAsync(string context, CancellationToken cancellationToken)
    {
        // Events carry the time of a clock that never goes back, which may be a little ahead of this one.
        AuditState state = await reader
            .AsOfAsync(RetentionChange.ResourceType, context, time.GetUtcNow().AddMinutes(1), AuditAccess.Everything, cancellationToken).ConfigureAwait(false);
        return state.Knowledge == AuditStateKnowledge.Unknown ? null : RetentionChange.Read(state, AuditRetention.Default);
    }

    /// <inheritdoc/>
    public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Retention is changed by the application: an audited action.");
}
