using AuditGen.Benchmarks.Diff;

namespace AuditGen.Benchmarks.Commands;

/// <summary>Changes the status and the total of an order.</summary>
public sealed record ShipOrder(Order Order, [property: AuditReason] string Why);
