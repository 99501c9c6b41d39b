using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.CrashChild;

public sealed class ItemContext(DbContextOptions<ItemContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAuditOutbox().Entity<Item>();
}
