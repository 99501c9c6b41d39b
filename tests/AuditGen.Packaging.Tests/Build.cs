using System.Reflection;

namespace AuditGen.Packaging.Tests;

/// <summary>What the tests were built from, and how.</summary>
internal static class Build
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    private static string Metadata(string name) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
