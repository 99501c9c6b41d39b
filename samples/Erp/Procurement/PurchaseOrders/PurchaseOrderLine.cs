using Erp.MasterData;

namespace Erp.Procurement;

/// <summary>What is ordered, how much of it came, and at which price.</summary>
[Auditable]
public sealed record PurchaseOrderLine([property: AuditKey] int Number, [property: AuditReference] Id<Product> Product, Quantity Ordered, Money Price)
{
    public Quantity Received { get; init; } = Quantity.Zero(Ordered.Unit);

    public Money Amount() => Price * Ordered.Value;
}
