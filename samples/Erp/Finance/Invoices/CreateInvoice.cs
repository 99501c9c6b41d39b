using Erp.MasterData;

namespace Erp.Finance;

public sealed record CreateInvoice(
    Id<Invoice> Id,
    string Number,
    Id<Partner> Customer,
    Address BillTo,
    [property: AuditSensitive(Sensitivity.Omit)] string PayToIban,
    IReadOnlyList<InvoiceLine> Lines,
    [property: AuditData] string Channel);

[Audited("invoice.create", AuditCategory.Create, typeof(Invoice))]
public sealed class CreateInvoiceHandler(IRepository<Invoice> invoices, RequestContext request) : ICommandHandler<CreateInvoice>
{
    public Task HandleAsync(CreateInvoice command, CancellationToken cancellationToken)
    {
        var payTo = Iban.Parse(command.PayToIban);
        var invoice = new Invoice(command.Id, command.Number, command.Customer, command.BillTo, payTo, request.Today, command.Lines);
        return invoices.AddAsync(invoice, cancellationToken);
    }
}
