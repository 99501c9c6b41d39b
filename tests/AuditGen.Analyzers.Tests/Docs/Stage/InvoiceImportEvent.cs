public sealed record ImportInvoices(IReadOnlyList<Invoice> Invoices);

/// <summary>Declares the action whose event others append by hand.</summary>
[Audited("invoice.import", AuditCategory.Import, typeof(Invoice))]
public sealed class ImportInvoicesHandler(IInvoices invoices, IAuditScope audit) : ICommandHandler<ImportInvoices>
{
    public async Task HandleAsync(ImportInvoices command, CancellationToken cancellationToken)
    {
        foreach (Invoice invoice in command.Invoices)
        {
            audit.Created(invoice);
            await invoices.SaveAsync(invoice, cancellationToken);
        }
    }
}
