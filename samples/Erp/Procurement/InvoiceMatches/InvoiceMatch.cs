namespace Erp.Procurement;

/// <summary>
/// The three-way match of a supplier's invoice: what was ordered, what came in and what is charged, within a tolerance
/// of 2 %.
/// </summary>
[Auditable("procurement", "invoice_match")]
public sealed class InvoiceMatch : Aggregate, IKeyed<Id<InvoiceMatch>>
{
    private const decimal Tolerance = 0.02m;

    public InvoiceMatch(Id<InvoiceMatch> id, string supplierInvoice, PurchaseOrder order, Money charged)
    {
        Id = id;
        SupplierInvoice = Rule.Text(supplierInvoice, "The number of the supplier's invoice");
        Order = order.Id;
        Ordered = order.Total;
        Received = order.Lines.Aggregate(Money.Zero(charged.Currency), static (sum, line) => sum + (line.Price * line.Received.Value));
        Charged = charged;
        Outcome = Charged <= Received * (1m + Tolerance) ? InvoiceMatchOutcome.Accepted : InvoiceMatchOutcome.Disputed;
    }

    [AuditKey]
    public Id<InvoiceMatch> Id { get; }

    [AuditName]
    public string SupplierInvoice { get; }

    [AuditReference]
    public Id<PurchaseOrder> Order { get; }

    public Money Ordered { get; }

    public Money Received { get; }

    public Money Charged { get; }

    public InvoiceMatchOutcome Outcome { get; }
}
