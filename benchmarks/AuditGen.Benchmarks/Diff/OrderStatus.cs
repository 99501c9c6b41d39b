namespace AuditGen.Benchmarks.Diff;

/// <summary>Status of an order.</summary>
public enum OrderStatus
{
    /// <summary>Placed.</summary>
    Placed,

    /// <summary>Shipped.</summary>
    Shipped,
}
