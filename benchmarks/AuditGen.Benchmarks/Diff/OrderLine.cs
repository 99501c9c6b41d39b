namespace AuditGen.Benchmarks.Diff;

/// <summary>A line.</summary>
[Auditable]
public sealed class OrderLine
{
    /// <summary>Key.</summary>
    [AuditKey] public int Number { get; set; }

    /// <summary>Article.</summary>
    public string Article { get; set; } = "";

    /// <summary>Quantity.</summary>
    public decimal Quantity { get; set; }

    /// <summary>Price.</summary>
    public decimal Price { get; set; }
}
