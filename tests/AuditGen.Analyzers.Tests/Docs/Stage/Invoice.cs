[Auditable("finance", "invoice")]
public sealed class Invoice
{
    [AuditKey]
    public Guid Id { get; init; }

    public decimal Total { get; private set; }

    public DateOnly? PostedOn { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public string? Iban { get; init; }

    public bool? Approved { get; private set; }

    public void Post(DateOnly on) => PostedOn = on;

    public void Decide(bool approved) => Approved = approved;
}
