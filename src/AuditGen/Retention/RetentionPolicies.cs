using AuditGen.Journal;
using AuditGen.Reading;

namespace AuditGen.Retention;

/// <summary>
/// Folds the policies from the trail: the state of the resource <c>retention</c> of each context. So a policy is as durable, as
/// visible and as tamper-evident as everything else that is audited.
/// </summary>
internal sealed class RetentionPolicies(
    IAuditReader reader, IAuditTrail trail, IJournal journal, RetentionOptions options, TimeProvider time) : IRetentionPolicies
{
    private static readonly TimeSpan s_visible = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default)
    {
        AuditState state = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        return RetentionChange.Read(state, options.For(context));
    }

    /// <inheritdoc/>
    public async ValueTask SetAsync(
        string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        ArgumentNullException.ThrowIfNull(retention);
        AuditState state = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        AuditRetention? recorded = state.Values.IsEmpty ? null : RetentionChange.Read(state, options.For(context));
        if (recorded == retention)
        {
            return;
        }

        await trail.AppendAsync(new RetentionChange(context, recorded, retention, reason), cancellationToken).ConfigureAwait(false);
        await reader.WaitUntilVisibleAsync(journal.NextIndex, s_visible, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AuditState> ReadAsync(string context, CancellationToken cancellationToken)
    {
        // Events carry the time of the clock that never goes back, which may be a little ahead of this one.
        DateTimeOffset now = time.GetUtcNow().AddMinutes(1);
        return await reader.AsOfAsync(RetentionChange.ResourceType, context, now, AuditAccess.Everything, cancellationToken).ConfigureAwait(false);
    }
}
