namespace Erp.Logistics;

/// <summary>One package of a shipment.</summary>
[Auditable]
public sealed record Parcel([property: AuditKey] string Label, decimal Kilograms)
{
    public string? Damage { get; init; }
}
