using Erp.Inventory;

namespace Erp.Production;

/// <summary>Material of one lot that went into an order.</summary>
[Auditable]
public sealed record MaterialUse([property: AuditKey, AuditReference] Id<Lot> Lot, Quantity Quantity);
