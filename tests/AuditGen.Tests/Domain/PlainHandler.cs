namespace AuditGen.Tests.Domain;

public sealed record CloseInvoice(Invoice Invoice, [property: AuditReason] string Why);

/// <summary>A class that a framework calls directly: it has no interface, so nothing can decorate it.</summary>
[Audited("invoice.close", AuditCategory.Close, typeof(Invoice))]
public sealed class CloseInvoiceHandler(IAuditScope audit)
{
    public Task HandleAsync(CloseInvoice command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        audit.Track(command.Invoice);
        command.Invoice.Status = "Closed";
        return Task.CompletedTask;
    }
}
