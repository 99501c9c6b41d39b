namespace Erp.Inventory;

/// <summary>A part of a warehouse with room for a number of pallets.</summary>
[Auditable("inventory", "zone")]
public sealed class Zone(Id<Zone> id, string code, string warehouse, int capacity, int pallets) : Aggregate, IKeyed<Id<Zone>>
{
    [AuditKey]
    public Id<Zone> Id { get; } = id;

    [AuditName]
    public string Code { get; } = code;

    public string Warehouse { get; } = warehouse;

    public int Capacity { get; } = capacity;

    public int Pallets { get; private set; } = pallets;

    public void Release(int pallets)
    {
        Rule.Require(pallets > 0 && pallets <= Pallets, "There are not that many pallets in the zone.");
        Pallets -= pallets;
    }

    public void Accept(int pallets)
    {
        Rule.Require(Pallets + pallets <= Capacity, "The zone has no room for so many pallets.");
        Pallets += pallets;
    }
}
