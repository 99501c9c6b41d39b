using AuditGen.Reading;
using AuditGen.Scopes;
using Microsoft.Extensions.Options;

namespace AuditGen.Erasure;

/// <summary>
/// Shreds keys as an audited operation: the intent is durable before the key goes, so that a crash in between leaves an event
/// with outcome <c>unknown</c> and never silence.
/// </summary>
internal sealed class AuditErasure(AuditOperations operations, IAuditScope scope, ISubjectKeyStore keys, IOptions<ErasureOptions> options) : IAuditErasure
{
    private const string SubjectType = "subject";

    private static readonly AuditAction s_erase = new("personal_data.erase", AuditCategory.Delete, AuditContexts.Reserved, SubjectType)
    {
        EventType = "PersonalDataErase",
        EmitWhenUnchanged = true,
    };

    private static readonly AuditedHandler s_handler = new()
    {
        HandlerType = typeof(AuditErasure),
        Method = nameof(EraseAsync),
        CommandType = typeof(ErasureRequest),
        Actions = [s_erase],
        OnFailure = s_erase,
        Independent = true,
        Describe = static (operation, command) =>
        {
            var request = (ErasureRequest)command;
            operation.SetReason(request.Reason);
            ((AuditOperation)operation).SetSubject(new AuditResource(SubjectType, request.Subject));
        },
    };

    /// <inheritdoc/>
    public ValueTask<ErasureOutcome> EraseAsync(string subject, string reason, CancellationToken cancellationToken = default) =>
        EraseAsync(subject, reason, AuditAccess.Everything, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ErasureOutcome> EraseAsync(string subject, string reason, AuditAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentNullException.ThrowIfNull(access);
        var request = new ErasureRequest(subject, reason, operations.ContextFor(outer: null));
        return await operations.RunAsync(s_handler, request, token => EraseAsync(request, access, token), succeeded: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ErasureOutcome> EraseAsync(ErasureRequest request, AuditAccess access, CancellationToken cancellationToken)
    {
        if (options.Value.Authorize is not { } authorize || !await authorize(request, cancellationToken).ConfigureAwait(false))
        {
            scope.Denied("not authorised to erase personal data");
            return ErasureOutcome.Denied;
        }

        if (!access.IsEverything && !access.Allows(AuditContexts.Reserved, await TenantOfAsync(request.Subject, cancellationToken).ConfigureAwait(false)))
        {
            scope.Denied("the person is of another tenant, or the reserved context may not be read");
            return ErasureOutcome.Denied;
        }

        if (await keys.ShredAsync(request.Subject, cancellationToken).ConfigureAwait(false) is { } key)
        {
            operations.Current?.AddData<string?, Values.StringCodec>("key", key.Id);
            return ErasureOutcome.Erased;
        }

        scope.Failed("no personal data of this subject was ever recorded");
        return ErasureOutcome.Unknown;
    }

    private async ValueTask<string?> TenantOfAsync(string subject, CancellationToken cancellationToken) =>
        options.Value.TenantOfSubject is { } tenantOf ? await tenantOf(subject, cancellationToken).ConfigureAwait(false) : null;
}
