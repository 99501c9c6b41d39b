namespace Erp.Finance;

public sealed record SubmitInvoice(Id<Invoice> Id);

[Audited("invoice.submit", AuditCategory.Submit, typeof(Invoice))]
public sealed class SubmitInvoiceHandler(IRepository<Invoice> invoices) : ICommandHandler<SubmitInvoice>
{
    public Task HandleAsync(SubmitInvoice command, CancellationToken cancellationToken) =>
        invoices.ChangeAsync(command.Id, static invoice => invoice.Submit(), cancellationToken);
}
