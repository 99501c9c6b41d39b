namespace Erp.Identity;

public sealed record RevokeApiKey(Id<ApiKey> Id, [property: AuditReason] string Why);

[Audited("api_key.revoke", AuditCategory.Revoke, typeof(ApiKey))]
public sealed class RevokeApiKeyHandler(IRepository<ApiKey> keys, RequestContext request) : ICommandHandler<RevokeApiKey>
{
    public Task HandleAsync(RevokeApiKey command, CancellationToken cancellationToken) =>
        keys.ChangeAsync(command.Id, key => key.Revoke(request.Now), cancellationToken);
}
