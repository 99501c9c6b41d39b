using Microsoft.EntityFrameworkCore;

namespace AuditGen.Benchmarks.EntityFramework;

/// <summary>The same with an outbox.</summary>
internal sealed class BenchmarkOutboxContext(DbContextOptions options) : BenchmarkContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAuditOutbox().Entity<BenchmarkProduct>();
}
