namespace Erp.Finance;

public sealed record UpdateDraftInvoice(Id<Invoice> Id, Address BillTo, DateOnly DueOn, IReadOnlyList<InvoiceLine> Lines);

[Audited("invoice.update_draft", AuditCategory.Update, typeof(Invoice))]
public sealed class UpdateDraftInvoiceHandler(IRepository<Invoice> invoices) : ICommandHandler<UpdateDraftInvoice>
{
    public Task HandleAsync(UpdateDraftInvoice command, CancellationToken cancellationToken) =>
        invoices.ChangeAsync(command.Id, invoice => invoice.UpdateDraft(command.BillTo, command.DueOn, command.Lines), cancellationToken);
}
