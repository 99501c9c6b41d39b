namespace Erp.Platform;

public sealed record ChangeRetentionPolicy(string DocumentKind, int Years, [property: AuditReason] string Why);

[Audited("retention_policy.change", AuditCategory.Configure, typeof(RetentionPolicy))]
public sealed class ChangeRetentionPolicyHandler(IRepository<RetentionPolicy, string> policies) : ICommandHandler<ChangeRetentionPolicy>
{
    public Task HandleAsync(ChangeRetentionPolicy command, CancellationToken cancellationToken) =>
        policies.SetAsync(command.DocumentKind, static kind => new(kind), policy => policy.Change(command.Years), cancellationToken);
}
