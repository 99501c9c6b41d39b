namespace AuditGen.Benchmarks.EntityFramework;

/// <summary>A resource of twelve members.</summary>
[Auditable("sales", "bench_product")]
public sealed class BenchmarkProduct
{
    [AuditKey]
    public Guid Id { get; init; }

    [AuditName]
    public required string Name { get; set; }

    public string? Description { get; set; }

    public decimal Price { get; set; }

    public int Stock { get; set; }

    public bool IsActive { get; set; }

    public DateTime ChangedAt { get; set; }

    public DayOfWeek DeliveryDay { get; set; }

    public string? Supplier { get; set; }

    public double Weight { get; set; }

    public long Sold { get; set; }

    public string? Shelf { get; set; }
}
