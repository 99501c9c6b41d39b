using System.Text.RegularExpressions;
using AuditGen.Documentation.Tests.Markdown;

namespace AuditGen.Documentation.Tests;

/// <summary>
/// The <c>dotnet</c> commands that the documents show name projects, verbs and tests that are there. What <c>auditgen</c> commands do
/// is tested beside the command line, which runs them; the sample and a quick run of the benchmarks are run by their own tests.
/// </summary>
public sealed partial class CommandTests
{
    private static readonly string BenchmarkVerbs = Repository.Read("benchmarks/AuditGen.Benchmarks/Program.cs");

    private static readonly Lazy<string[]> TestNames = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!)]);

    public static TheoryData<string, string> Commands { get; } = Read();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_names_what_is_there(string document, string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string path in words.Skip(2).Where(word => ProjectPath().IsMatch(word)))
        {
            Path.Exists(Path.Combine(Repository.Root, path)).ShouldBeTrue($"{document}: {path} of {command}");
        }

        int separator = Array.IndexOf(words, "--");
        if (command.Contains("benchmarks/AuditGen.Benchmarks", StringComparison.Ordinal) && separator > 0 && words[separator + 1] is not "VERB" and not "--filter")
        {
            BenchmarkVerbs.ShouldContain($"case [\"{words[separator + 1]}\"", Case.Sensitive, $"{document}: {command}");
        }

        if (FilterName().Match(command) is { Success: true } filter)
        {
            TestNames.Value.ShouldContain(name => name.Contains(filter.Groups["name"].Value, StringComparison.Ordinal), $"{document}: {command}");
        }
    }

    private static TheoryData<string, string> Read()
    {
        TheoryData<string, string> commands = [];
        foreach (string document in Repository.Documents)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            string text = Repository.Read(document);
            IEnumerable<string> lines = CodeBlocks.Of(document, text).SelectMany(block => block.Text.Split('\n'))
                .Concat(Inline().Matches(text).Select(match => match.Groups["command"].Value.ReplaceLineEndings(" ")));
            foreach (string line in lines.Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal) && seen.Add(line)))
            {
                commands.Add(document, line);
            }
        }

        return commands;
    }

    [GeneratedRegex(@"^(src|tests|samples|benchmarks)/[\w./-]+$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"FullyQualifiedName~(?<name>\w+)", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex FilterName();

    [GeneratedRegex(@"`(?<command>dotnet (run|test|build) [^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Inline();
}
