using System.CommandLine;
using AuditGen.Cli.Help;
using AuditGen.Cli.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. AllVerbs()];

    /// <summary>All verbs as they are typed.</summary>
    internal static IEnumerable<string> AllVerbs() =>
        Leaves(AuditGenCommandLine.Create(new CliHost(TextWriter.Null, TextWriter.Null, static () => Stream.Null, TimeProvider.System)));

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_help_with_examples(string verb)
    {
        CliRun run = (await CliRun.RunAsync([.. verb.Split(' '), "--help"])).Succeeded();

        run.Out.ShouldContain($"Usage:\n  auditgen {verb} ");
        run.Out.ShouldContain($"Examples:\n  auditgen {verb}");
    }

    [Fact]
    public async Task The_program_has_help_too() => (await CliRun.RunAsync("--help")).Succeeded().Out.ShouldContain("Usage:\n  auditgen [command] [options]\n");

    private static IEnumerable<string> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [HelpWithExamples.PathOf(command)] : command.Subcommands.SelectMany(Leaves);
}
