namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A part of an order, an entity of its own in the database, whose key the database makes.</summary>
[Auditable]
public sealed class OrderLine
{
    [AuditKey]
    public int Id { get; private set; }

    public required string Product { get; set; }

    public int Quantity { get; set; }

    public List<Delivery> Deliveries { get; } = [];
}
