using Erp.MasterData;

namespace Erp.Production;

/// <summary>What goes into one unit of the product; the scrap allowance is a fraction.</summary>
[Auditable]
public sealed record BomComponent([property: AuditKey] int Position, [property: AuditReference] Id<Product> Product, Quantity Quantity, decimal ScrapAllowance);
