using Erp.Procurement;

namespace Erp.Treasury;

/// <summary>Money for one supplier.</summary>
[Auditable]
public sealed record Transfer(
    [property: AuditKey] int Number,
    [property: AuditReference] Id<Supplier> Supplier,
    [property: AuditSensitive(Sensitivity.Hash)] string ToIban,
    Money Amount,
    string Purpose);
