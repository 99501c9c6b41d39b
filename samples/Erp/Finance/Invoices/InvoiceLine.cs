namespace Erp.Finance;

/// <summary>One position of an invoice. The tax rate is a fraction: 0.19 for 19 %.</summary>
[Auditable]
public sealed record InvoiceLine(
    [property: AuditKey] int Number,
    string Description,
    Quantity Quantity,
    Money Price,
    decimal TaxRate)
{
    public Money Net() => Price * Quantity.Value;

    public Money Tax() => Net() * TaxRate;
}
