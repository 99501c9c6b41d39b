using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <summary>
/// The table that docs/entity-framework.md shows is the one that a migration makes. SQL Server's text is not compared: its provider is
/// not among the packages of this repository.
/// </summary>
public sealed partial class DocumentedTableTests
{
    private static readonly string Documented = Spaces().Replace(File.ReadAllText(Path.Combine(
        typeof(DocumentedTableTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static each => each.Key == "RepositoryRoot").Value!,
        "docs/entity-framework.md")), " ");

    public static TheoryData<string, DbContextOptions> Providers { get; } = new()
    {
        { "SQLite", new DbContextOptionsBuilder().UseSqlite("Data Source=none").Options },
        { "PostgreSQL", new DbContextOptionsBuilder().UseNpgsql("Host=none").Options },
    };

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_documented_table_is_the_one_that_the_model_makes(string provider, DbContextOptions options)
    {
        using var context = new OnlyOutbox(options);

        string made = Spaces().Replace(context.Database.GenerateCreateScript(), " ").Split(';')[0].Trim();

        Documented.ShouldContain($"-- {provider} {made};", Case.Sensitive);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Spaces();

    private sealed class OnlyOutbox(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAuditOutbox();
    }
}
