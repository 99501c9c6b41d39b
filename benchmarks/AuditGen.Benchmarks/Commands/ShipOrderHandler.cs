using AuditGen.Benchmarks.Diff;

namespace AuditGen.Benchmarks.Commands;

/// <summary>The audited handler.</summary>
[Audited("order.ship", AuditCategory.Update, typeof(Order))]
public sealed class ShipOrderHandler(IAuditScope audit) : ICommandHandler<ShipOrder>
{
    /// <inheritdoc/>
    public Task HandleAsync(ShipOrder command, CancellationToken cancellationToken)
    {
        audit.Track(command.Order);
        return PlainShipping.ShipAsync(command.Order);
    }
}
