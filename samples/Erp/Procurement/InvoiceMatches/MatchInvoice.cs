using Erp.Audit;

namespace Erp.Procurement;

public sealed record MatchInvoice(Id<InvoiceMatch> Id, string SupplierInvoice, Id<PurchaseOrder> Order, Money Charged);

/// <summary>Matches a supplier's invoice with order and receipts. The result decides what is recorded.</summary>
[Audited("invoice_match.accept", AuditCategory.Match, typeof(InvoiceMatch))]
[Audited("invoice_match.dispute", AuditCategory.Reject, typeof(InvoiceMatch))]
public sealed class MatchInvoiceHandler(IRepository<InvoiceMatch> matches, IRepository<PurchaseOrder> orders, IAuditScope audit)
    : ICommandHandler<MatchInvoice>
{
    public async Task HandleAsync(MatchInvoice command, CancellationToken cancellationToken)
    {
        PurchaseOrder order = await orders.GetAsync(command.Order, cancellationToken);
        var match = new InvoiceMatch(command.Id, command.SupplierInvoice, order, command.Charged);
        audit.Action(match.Outcome == InvoiceMatchOutcome.Accepted ? ErpActions.InvoiceMatchAccept : ErpActions.InvoiceMatchDispute);
        await matches.AddAsync(match, cancellationToken);
    }
}
