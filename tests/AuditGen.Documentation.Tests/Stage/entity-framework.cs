global using AuditGen.EntityFrameworkCore;
global using Microsoft.EntityFrameworkCore;

public sealed record PlaceOrder(Guid Id);

[Auditable("sales", "order")]
public sealed class Order
{
    [AuditKey]
    public Guid Id { get; init; }

    public DateTime? PlacedAt { get; private set; }

    public void Place() => PlacedAt = DateTime.UnixEpoch;
}
