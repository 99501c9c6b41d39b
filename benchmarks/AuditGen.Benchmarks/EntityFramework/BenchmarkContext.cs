using Microsoft.EntityFrameworkCore;

namespace AuditGen.Benchmarks.EntityFramework;

/// <summary>One table.</summary>
internal class BenchmarkContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<BenchmarkProduct> Products => Set<BenchmarkProduct>();
}
