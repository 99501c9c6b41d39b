namespace Erp.Finance;

public sealed record IssueCreditNote(Id<CreditNote> Id, string Number, Id<Invoice> Invoice, Money Amount, [property: AuditReason] string Why);

[Audited("credit_note.issue", AuditCategory.Issue, typeof(CreditNote))]
public sealed class IssueCreditNoteHandler(IRepository<CreditNote> notes, IRepository<Invoice> invoices, RequestContext request)
    : ICommandHandler<IssueCreditNote>
{
    public async Task HandleAsync(IssueCreditNote command, CancellationToken cancellationToken)
    {
        Invoice invoice = await invoices.GetAsync(command.Invoice, cancellationToken);
        await notes.AddAsync(new(command.Id, command.Number, invoice, command.Amount, request.Today), cancellationToken);
    }
}
