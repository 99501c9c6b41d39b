using System.Text.Json;
using AuditGen.Documentation.Tests;

namespace AuditGen.Packaging.Tests.Commands;

/// <summary>
/// Every <c>dotnet</c> command that the documents show is run: as written, but with what was built already, in a folder of its own and
/// with fewer events. A test command names tests of this run; a build command is run on the project of somebody who installed the packages. What <c>auditgen</c> commands do is
/// tested beside the command line.
/// </summary>
[Collection(ConsumerCollection.Name)]
public sealed class DocumentedCommandTests(PackagedConsumer consumer) : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("auditgen-documented-").FullName;

    public static TheoryData<string> Runs { get; } = Of("run", static command => command.After("--project") != "benchmarks/AuditGen.Benchmarks");

    public static TheoryData<string> Tests { get; } = Of("test", static command => command.Words.Any(IsProject));

    public static TheoryData<string> Builds { get; } = Of("build", static command => command.Words.Any(static word => word.StartsWith('-') && word is not "-c"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_command_is_of_a_kind_that_is_run()
    {
        string[] kinds = [.. DocumentedCommand.All().Select(static command => command.Words[0]).Distinct().Order(StringComparer.Ordinal)];

        // Publishing the command line is run by its own tests. Entity Framework's tool needs a package that is not everywhere:
        // the table that it makes is compared with the documented one in the tests of AuditGen.EntityFrameworkCore.
        kinds.ShouldBe(["build", "ef", "publish", "run", "test", "tool"]);
        DocumentedCommand.All().Where(static command => command.Words[0] == "ef").Select(static command => command.Text)
            .Distinct().ShouldBe(["dotnet ef migrations add AuditOutbox"]);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_program_runs(string shown)
    {
        DocumentedCommand command = Find(shown);
        string project = command.After("--project")!;
        List<string> arguments = [.. command.Words.SkipWhile(static word => word != "--").Skip(1).Select(Fill)];
        Shorten(arguments);
        string[] whole = ["run", "-c", Build.Configuration, "--no-build", "--project", Path.Combine(Build.RepositoryRoot, project), "--", .. arguments];
        bool serves = project == "samples/Erp" && arguments.FirstOrDefault() is not "simulate" && !arguments.Contains("--no-serve");

        if (serves)
        {
            ToolRun run = await ToolRun.UntilAsync("dotnet", _folder, static line => line.Contains("http://127.0.0.1:", StringComparison.Ordinal), Stop, [.. whole, "--port", "0"]);
            run.Output.ShouldContain("http://127.0.0.1:", Case.Sensitive, shown);
            return;
        }

        ToolRun ended = await ToolRun.StartAsync("dotnet", _folder, Nothing, Stop, whole);
        ended.ShouldSucceed();
        arguments.Where(static word => word.EndsWith(".json", StringComparison.Ordinal)).ShouldAllBe(path => File.Exists(path));
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void A_test_command_names_tests_that_there_are(string shown)
    {
        DocumentedCommand command = Find(shown);
        string project = command.Words.Single(IsProject);
        string wanted = command.After("--filter")?.Replace("FullyQualifiedName~", "", StringComparison.Ordinal) ?? "Tests";

        // They run in this very run; here only the names are compared.
        Directory.EnumerateFiles(Path.Combine(Build.RepositoryRoot, project), "*Tests.cs", SearchOption.AllDirectories)
            .ShouldContain(path => Path.GetFileName(path).Contains(wanted, StringComparison.Ordinal), shown);
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public async Task A_build_command_builds_a_users_project(string shown)
    {
        DocumentedCommand command = Find(shown);
        string[] words = [.. command.Words.Skip(1).Where(static word => !IsProject(word)).Select(Fill)];
        consumer.ForgetBuilds();

        ToolRun run = (await consumer.DotnetAsync(Stop, ["build", .. words, "-o", Path.Combine(_folder, "built")])).ShouldSucceed();

        if (command.Text.Contains("grep", StringComparison.Ordinal))
        {
            run.Output.ShouldContain(command.Text.Split('"')[1]);
        }

        if (words.Any(static word => word.Contains("ErrorLog=", StringComparison.Ordinal)))
        {
            using JsonDocument sarif = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(consumer.Project, "audit.sarif"), Stop));
            sarif.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        }

        if (words.Any(static word => word.Contains("CompilerGeneratedFilesOutputPath=", StringComparison.Ordinal)))
        {
            Directory.EnumerateFiles(Path.Combine(_folder, "files"), "*.g.cs", SearchOption.AllDirectories).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task The_command_line_installs_as_a_tool_and_answers_under_its_name()
    {
        DocumentedCommand install = DocumentedCommand.All().First(static command => command.Words[0] == "tool");
        (await ToolRun.OnProjectsAsync(Build.RepositoryRoot, Stop,
            "pack", "src/AuditGen.Cli", "-c", Build.Configuration, "--no-build", "-o", consumer.Feed)).ShouldSucceed();
        string tools = Path.Combine(_folder, "tools");

        (await consumer.DotnetAsync(Stop, [.. install.Words.Select(static word => word == "--global" ? "--tool-path" : word).SelectMany(word => word == "--tool-path" ? [word, tools] : new[] { word })]))
            .ShouldSucceed();

        (await consumer.RunAsync(Path.Combine(tools, "auditgen"), Stop, "--help")).ShouldSucceed().Output.ShouldContain("Search, verify and prove an AuditGen audit trail.");
    }

    private static TheoryData<string> Of(string kind, Func<DocumentedCommand, bool> wanted) =>
        [.. DocumentedCommand.All().Where(command => command.Words[0] == kind && wanted(command)).Select(static command => command.ToString())];

    private static DocumentedCommand Find(string shown) => DocumentedCommand.All().First(command => command.ToString() == shown);

    /// <summary>Whether a word names a project, an angle bracket standing for any of them.</summary>
    private static bool IsProject(string word) =>
        (word.Contains('/', StringComparison.Ordinal) && word.Contains('<', StringComparison.Ordinal))
        || Path.Exists(Path.Combine(Build.RepositoryRoot, word)) && word.Contains('/', StringComparison.Ordinal);

    /// <summary>What a reader puts in the place of a word in capitals, and a folder of this test in the place of another.</summary>
    private string Fill(string word) => word switch
    {
        "VERB" => "--help",
        "DIR" => Path.Combine(_folder, "trail"),
        "FILE.json" => Path.Combine(_folder, "summary.json"),
        _ => word.Replace("/tmp/", $"{_folder}/", StringComparison.Ordinal),
    };

    private static void Shorten(List<string> arguments)
    {
        int events = arguments.IndexOf("--events");
        if (events >= 0)
        {
            arguments[events + 1] = "300";
        }
    }
}
