namespace Erp.Inventory;

/// <summary>What came in together: goods of one receipt that expire on one day.</summary>
[Auditable]
public sealed record StockLayer([property: AuditKey] int Number, DateOnly ReceivedOn, DateOnly? ExpiresOn, Quantity Quantity);
