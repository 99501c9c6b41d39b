namespace Erp.Platform;

public sealed record ResetNumbering(string Range, long Next, [property: AuditReason] string Why);

[Audited("numbering.reset", AuditCategory.Configure, typeof(Numbering))]
public sealed class ResetNumberingHandler(IRepository<Numbering, string> ranges) : ICommandHandler<ResetNumbering>
{
    public Task HandleAsync(ResetNumbering command, CancellationToken cancellationToken) =>
        ranges.SetAsync(command.Range, static range => new(range), range => range.Reset(command.Next), cancellationToken);
}
