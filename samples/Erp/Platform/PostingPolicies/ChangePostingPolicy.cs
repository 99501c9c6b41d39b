namespace Erp.Platform;

public sealed record ChangePostingPolicy(string Company, Money FourEyesAbove, bool AllowBackdating, [property: AuditReason] string Why);

[Audited("posting_policy.change", AuditCategory.Configure, typeof(PostingPolicy))]
public sealed class ChangePostingPolicyHandler(IRepository<PostingPolicy, string> policies) : ICommandHandler<ChangePostingPolicy>
{
    public Task HandleAsync(ChangePostingPolicy command, CancellationToken cancellationToken) =>
        policies.SetAsync(
            command.Company,
            static company => new(company),
            policy => policy.Change(command.FourEyesAbove, command.AllowBackdating),
            cancellationToken);
}
