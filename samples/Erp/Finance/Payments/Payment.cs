namespace Erp.Finance;

/// <summary>Money that came in, and the invoices it settles.</summary>
[Auditable("finance", "payment")]
public sealed class Payment : Aggregate, IKeyed<Id<Payment>>
{
    public Payment(Id<Payment> id, string reference, Iban from, DateOnly valueDate, IReadOnlyList<PaymentAllocation> allocations)
    {
        Rule.Require(allocations.Count > 0, "A payment must settle at least one invoice.");
        Id = id;
        Reference = Rule.Text(reference, "The reference of the payment");
        From = from;
        ValueDate = valueDate;
        Allocations = allocations;
        Amount = allocations.Aggregate(Money.Zero(allocations[0].Amount.Currency), static (sum, part) => sum + part.Amount);
    }

    [AuditKey]
    public Id<Payment> Id { get; }

    [AuditName]
    public string Reference { get; }

    public PaymentStatus Status { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public Iban From { get; }

    public DateOnly ValueDate { get; }

    public Money Amount { get; }

    public IReadOnlyList<PaymentAllocation> Allocations { get; }

    public void Reverse()
    {
        Rule.Require(Status == PaymentStatus.Posted, "The payment was reversed already.");
        Status = PaymentStatus.Reversed;
    }
}
