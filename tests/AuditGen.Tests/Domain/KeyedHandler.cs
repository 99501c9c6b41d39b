using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Domain;

[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
public sealed class KeyedHandler([ServiceKey] object key, IAuditScope audit) : ICommandHandler<PostInvoice>
{
    public Task HandleAsync(PostInvoice command, CancellationToken cancellationToken)
    {
        audit.Subject("invoice", (string)key);
        return Task.CompletedTask;
    }
}
