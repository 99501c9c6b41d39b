namespace Erp.Finance;

/// <summary>Gives a customer back a part of a posted invoice.</summary>
[Auditable("finance", "credit_note")]
public sealed class CreditNote : Aggregate, IKeyed<Id<CreditNote>>, IUnique
{
    public CreditNote(Id<CreditNote> id, string number, Invoice invoice, Money amount, DateOnly issuedOn)
    {
        Rule.Require(invoice.Status is InvoiceStatus.Posted or InvoiceStatus.Paid, "Only what is in the books can be credited.");
        Rule.Require(amount.Amount > 0m && amount <= invoice.Total, "A credit note cannot exceed its invoice.");
        Id = id;
        Number = Rule.Text(number, "The number of the credit note");
        Invoice = invoice.Id;
        Amount = amount;
        IssuedOn = issuedOn;
    }

    [AuditKey]
    public Id<CreditNote> Id { get; }

    [AuditName]
    public string Number { get; }

    [AuditReference]
    public Id<Invoice> Invoice { get; }

    public Money Amount { get; }

    public DateOnly IssuedOn { get; }

    string IUnique.UniqueName => Number;
}
