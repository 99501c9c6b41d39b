namespace Erp.Procurement;

/// <summary>What came in for one line of the order.</summary>
[Auditable]
public sealed record GoodsReceiptLine([property: AuditKey] int OrderLine, Quantity Quantity);
