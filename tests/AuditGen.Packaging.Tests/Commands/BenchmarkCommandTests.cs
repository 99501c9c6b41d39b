using AuditGen.Documentation.Tests;

namespace AuditGen.Packaging.Tests.Commands;

/// <summary>The benchmarks still run, all of them, and the documents name those that there are.</summary>
public sealed class BenchmarkCommandTests(QuickBenchmarks quick) : IClassFixture<QuickBenchmarks>
{
    private const string Project = "benchmarks/AuditGen.Benchmarks";

    public static TheoryData<string> Commands { get; } =
        [.. DocumentedCommand.All().Where(static command => command.After("--project") == Project).Select(static command => command.ToString())];

    [Fact]
    public void A_quick_run_gets_through_every_benchmark() =>
        quick.Run.ShouldSucceed().Output.ShouldContain("quick run: every benchmark ran");

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_documented_benchmark_is_one_that_the_quick_run_ran(string command)
    {
        string verb = DocumentedCommand.All().First(each => each.ToString() == command).After("--") ?? "";

        if (verb is not "--quick")
        {
            quick.Run.Output.ShouldContain($"## {verb}{Environment.NewLine}", Case.Sensitive, command);
        }
    }

    [Fact]
    public void Every_benchmark_that_the_help_names_is_documented()
    {
        string program = Repository.Read($"{Project}/Program.cs");
        string[] named = [.. program.Split("-- VERB")[1].Split("\"\"\"")[0].Split('\n')
            .Select(static line => line.Trim().Split(' ')[0])
            .Where(static word => word.Length > 0 && !word.StartsWith('-'))];

        named.ShouldNotBeEmpty();
        string pages = string.Join('\n', Repository.Documents.Where(static path => path.StartsWith("docs/performance", StringComparison.Ordinal)).Select(Repository.Read));
        named.Where(verb => !pages.Contains($"-- {verb}", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
