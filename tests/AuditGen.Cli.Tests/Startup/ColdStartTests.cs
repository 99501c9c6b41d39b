using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using AuditGen.Cli.Tests.Support;
using AuditGen.Packaging.Tests;

namespace AuditGen.Cli.Tests.Startup;

/// <summary>
/// The program starts within a moment because hardly anything is compiled when it does. That is counted, not timed: a machine that
/// is busy changes nothing about it (docs/performance/cli.md has the times).
/// </summary>
public sealed class ColdStartTests : IAsyncLifetime
{
    // Measured: 146 and 401, of 4,074 without ReadyToRun. What is left are the framework's generic types over types of ours.
    private const int MostForHelp = 250;
    private const int MostForSearch = 600;

    private static readonly string[] s_assemblies = ["AuditGen.Cli", "AuditGen.Sqlite", "AuditGen", "AuditGen.Abstractions", "Spectre.Console", "System.CommandLine", "Microsoft.Data.Sqlite"];

    private readonly string _folder = Directory.CreateTempSubdirectory("auditgen-cold-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Published => Path.Combine(_folder, "out");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Published_as_documented_hardly_anything_is_compiled_at_start()
    {
        await PublishAsync();
        foreach (string assembly in s_assemblies)
        {
            using var image = new PEReader(File.OpenRead(Path.Combine(Published, assembly + ".dll")));
            image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size.ShouldBeGreaterThan(0, $"{assembly} holds native code");
        }

        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        string[] help = await CompiledAsync("--help");
        string[] search = await CompiledAsync("search", "--limit", "10", "--store", trail.Folder);

        help.Length.ShouldBeInRange(1, MostForHelp, string.Join('\n', help));
        search.Length.ShouldBeInRange(1, MostForSearch, string.Join('\n', search));
        search.Where(static method => method.StartsWith("AuditGen.", StringComparison.Ordinal) && !method.Contains('[', StringComparison.Ordinal) && !method.Contains('`', StringComparison.Ordinal))
            .ShouldBeEmpty("methods of ours that are not generic are there as native code");
    }

    private async Task PublishAsync()
    {
        string root = typeof(ColdStartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;
        ToolRun run = await ToolRun.OnProjectsAsync(root, Token,
            "publish", "src/AuditGen.Cli", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true",
            "-p:RunAnalyzers=false", "-o", Published,

            // What stays behind would hold on to this process's pipes.
            "-nodeReuse:false", "-p:UseSharedCompilation=false");
        if (run.ExitCode != 0 && run.Output.Contains("NU1101", StringComparison.Ordinal))
        {
            Assert.Skip($"The ReadyToRun compiler cannot be restored here:\n{run.Output}");
        }

        run.ShouldSucceed();
    }

    /// <summary>The methods that the just-in-time compiler compiled.</summary>
    private async Task<string[]> CompiledAsync(params string[] arguments)
    {
        string log = Path.Combine(_folder, $"{arguments[0].Trim('-')}.jit");
        var environment = new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = log, ["DOTNET_JitDisasmSummary"] = "1", ["DOTNET_ReadyToRun"] = "1", ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCounting"] = "0" };
        string program = Path.Combine(Published, OperatingSystem.IsWindows() ? "AuditGen.Cli.exe" : "AuditGen.Cli");
        (await ToolRun.StartAsync(program, _folder, new Dictionary<string, string>(), Token, arguments)).ShouldSucceed();

        // While it lists, the runtime itself may stumble at its very end (seen once: "free(): invalid pointer" after the last line), so that
        // this run's exit code says nothing. Nothing is compiled a second time, in the background, because it is hot.
        await ToolRun.StartAsync(program, _folder, environment, Token, arguments);

        // "  12: JIT compiled Namespace.Type:Method(…) [Tier0, IL size=7, code size=35]"
        return [.. (await File.ReadAllLinesAsync(log, Token)).Where(static line => line.Contains("compiled ", StringComparison.Ordinal)).Select(static line => line[(line.IndexOf("compiled ", StringComparison.Ordinal) + 9)..])];
    }
}
