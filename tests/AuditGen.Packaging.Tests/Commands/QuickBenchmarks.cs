namespace AuditGen.Packaging.Tests.Commands;

/// <summary>One quick run of the benchmarks, for every test that asks.</summary>
public sealed class QuickBenchmarks : IAsyncLifetime
{
    /// <summary>How the run ended. What it measured is not looked at: that takes a quiet machine and minutes.</summary>
    public ToolRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string assembly = Path.Combine(Build.RepositoryRoot, "benchmarks/AuditGen.Benchmarks/bin", Build.Configuration, "net10.0/AuditGen.Benchmarks.dll");
        Run = await ToolRun.StartAsync("dotnet", Build.RepositoryRoot, new Dictionary<string, string>(), CancellationToken.None, "exec", assembly, "--quick");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
