using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>The same shop, with an outbox.</summary>
public sealed class OutboxContext(DbContextOptions<OutboxContext> options) : ShopContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAuditOutbox();
    }
}
