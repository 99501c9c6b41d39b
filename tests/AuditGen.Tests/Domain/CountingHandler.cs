namespace AuditGen.Tests.Domain;

/// <summary>Writes into a list, where there is one, when it is disposed.</summary>
[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
public sealed class CountingHandler(List<string>? disposals = null) : ICommandHandler<PostInvoice>, IDisposable
{
    public Task HandleAsync(PostInvoice command, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => disposals?.Add("disposed");
}
