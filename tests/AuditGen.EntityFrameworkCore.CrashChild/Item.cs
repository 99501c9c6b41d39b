namespace AuditGen.EntityFrameworkCore.CrashChild;

/// <summary>What the commands change.</summary>
[Auditable("stock", "item")]
public sealed class Item
{
    [AuditKey]
    public required string Id { get; init; }

    public int Count { get; set; }
}
