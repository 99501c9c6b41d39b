namespace Erp.Finance;

public sealed record ApproveInvoice(Id<Invoice> Id);

/// <summary>Approves an invoice. An attempt above the user's limit leaves a denied event.</summary>
[Audited("invoice.approve", AuditCategory.Approve, typeof(Invoice))]
public sealed class ApproveInvoiceHandler(IRepository<Invoice> invoices, RequestContext request, IAuditScope audit)
    : ICommandHandler<ApproveInvoice>
{
    public Task HandleAsync(ApproveInvoice command, CancellationToken cancellationToken) =>
        invoices.ChangeAsync(command.Id, Approve, cancellationToken);

    private void Approve(Invoice invoice)
    {
        if (invoice.Total.Amount > request.ApprovalLimit)
        {
            audit.Denied("approval limit exceeded");
            throw new ForbiddenException("The invoice is above your approval limit.");
        }

        invoice.Approve(request.UserId);
    }
}
