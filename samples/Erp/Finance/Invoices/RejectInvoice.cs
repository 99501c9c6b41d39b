namespace Erp.Finance;

public sealed record RejectInvoice(Id<Invoice> Id, [property: AuditReason] string Why);

[Audited("invoice.reject", AuditCategory.Reject, typeof(Invoice))]
public sealed class RejectInvoiceHandler(IRepository<Invoice> invoices) : ICommandHandler<RejectInvoice>
{
    public Task HandleAsync(RejectInvoice command, CancellationToken cancellationToken)
    {
        Rule.Text(command.Why, "The reason");
        return invoices.ChangeAsync(command.Id, static invoice => invoice.Reject(), cancellationToken);
    }
}
