namespace Erp.Finance;

public sealed record UnpostInvoice(Id<Invoice> Id, [property: AuditReason] string Why);

[Audited("invoice.unpost", AuditCategory.Reverse, typeof(Invoice))]
public sealed class UnpostInvoiceHandler(IRepository<Invoice> invoices) : ICommandHandler<UnpostInvoice>
{
    public Task HandleAsync(UnpostInvoice command, CancellationToken cancellationToken) =>
        invoices.ChangeAsync(command.Id, static invoice => invoice.Unpost(), cancellationToken);
}
