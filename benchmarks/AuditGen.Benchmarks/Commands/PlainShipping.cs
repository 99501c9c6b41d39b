using AuditGen.Benchmarks.Diff;

namespace AuditGen.Benchmarks.Commands;

/// <summary>The business of the handler, without any audit.</summary>
internal static class PlainShipping
{
    public static Task ShipAsync(Order order)
    {
        order.Status = order.Status == OrderStatus.Shipped ? OrderStatus.Placed : OrderStatus.Shipped;
        order.Total += 1;
        return Task.CompletedTask;
    }
}
