namespace Erp.Finance;

public sealed record UnmarkInvoiceForDeletion(Id<Invoice> Id);

[Audited("invoice.unmark_for_deletion", AuditCategory.Restore, typeof(Invoice))]
public sealed class UnmarkInvoiceForDeletionHandler(IRepository<Invoice> invoices) : ICommandHandler<UnmarkInvoiceForDeletion>
{
    public Task HandleAsync(UnmarkInvoiceForDeletion command, CancellationToken cancellationToken) =>
        invoices.ChangeAsync(command.Id, static invoice => invoice.UnmarkForDeletion(), cancellationToken);
}
