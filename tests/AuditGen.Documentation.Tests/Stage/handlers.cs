global using Audit;

public sealed record CloseInvoice(Guid Id);

[Audited("invoice.close", AuditCategory.Close, typeof(Invoice))]
public sealed class CloseInvoiceHandler(IInvoices invoices, IAuditScope audit)
{
    public async Task HandleAsync(CloseInvoice command, CancellationToken cancellationToken)
    {
        Invoice invoice = await invoices.GetAsync(command.Id, cancellationToken);
        audit.Track(invoice);
        invoice.Close();
        await invoices.SaveAsync(invoice, cancellationToken);
    }
}

internal partial class Stage
{
    private static readonly IAuditOperations operations = null!;
    private static readonly CloseInvoiceHandler handler = null!;
    private static readonly CloseInvoice command = null!;
    private static readonly WebApplication app = null!;
}
