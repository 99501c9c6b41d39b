namespace AuditGen.Packaging.Tests;

/// <summary>The benchmarks still run. What they measure is not looked at: that takes a quiet machine and minutes.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public async Task A_quick_run_gets_through_every_benchmark()
    {
        string assembly = Path.Combine(Build.RepositoryRoot, "benchmarks/AuditGen.Benchmarks/bin", Build.Configuration, "net10.0/AuditGen.Benchmarks.dll");

        ToolRun run = await ToolRun.StartAsync(
            "dotnet", Build.RepositoryRoot, new Dictionary<string, string>(), TestContext.Current.CancellationToken, "exec", assembly, "--quick");

        run.ShouldSucceed().Output.ShouldContain("quick run: every benchmark ran");
    }
}
