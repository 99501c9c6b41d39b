namespace Erp.Finance;

public sealed record MarkInvoiceForDeletion(Id<Invoice> Id, [property: AuditReason] string Why);

[Audited("invoice.mark_for_deletion", AuditCategory.Delete, typeof(Invoice))]
public sealed class MarkInvoiceForDeletionHandler(IRepository<Invoice> invoices) : ICommandHandler<MarkInvoiceForDeletion>
{
    public Task HandleAsync(MarkInvoiceForDeletion command, CancellationToken cancellationToken) =>
        invoices.ChangeAsync(command.Id, static invoice => invoice.MarkForDeletion(), cancellationToken);
}
