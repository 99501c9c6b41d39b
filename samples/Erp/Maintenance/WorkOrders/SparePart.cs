using Erp.MasterData;

namespace Erp.Maintenance;

/// <summary>Parts used for a repair.</summary>
[Auditable]
public sealed record SparePart([property: AuditKey, AuditReference] Id<Product> Product, int Pieces);
