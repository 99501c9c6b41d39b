using System.Security.Cryptography;
using System.Text;

namespace Erp.Identity;

public sealed record IssueApiKey(
    Id<ApiKey> Id,
    string Name,
    Id<User> Owner,
    [property: AuditSensitive(Sensitivity.Omit)] string Secret,
    IReadOnlyList<string> Scopes,
    DateOnly ExpiresOn);

[Audited("api_key.issue", AuditCategory.Issue, typeof(ApiKey))]
public sealed class IssueApiKeyHandler(IRepository<ApiKey> keys, RequestContext request) : ICommandHandler<IssueApiKey>
{
    public Task HandleAsync(IssueApiKey command, CancellationToken cancellationToken)
    {
        Rule.Require(command.ExpiresOn > request.Today, "The key would have expired already.");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command.Secret)));
        return keys.AddAsync(new(command.Id, command.Name, command.Owner, hash, command.Scopes, command.ExpiresOn), cancellationToken);
    }
}
