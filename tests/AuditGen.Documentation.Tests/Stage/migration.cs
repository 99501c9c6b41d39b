global using AuditGen.Baselines;
global using AuditGen.EntityFrameworkCore;
global using Microsoft.EntityFrameworkCore;

[Auditable("sales", "order")]
public sealed class Order
{
    [AuditKey]
    public Guid Id { get; init; }

    public DateTime? PlacedAt { get; private set; }

    public void Place() => PlacedAt = DateTime.UnixEpoch;
}

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}

public interface ILegacyApi
{
    Task<long> CountAsync(string? after, CancellationToken cancellationToken);

    Task<IReadOnlyList<Order>> ReadAsync(string? after, int count, CancellationToken cancellationToken);
}

internal partial class Stage
{
    private static readonly IAuditBaseline baseline = null!;
    private static readonly IAuditTrail trail = null!;
    private static readonly ShopContext shop = null!;
    private static readonly LegacyRecord[] records = [];
}
