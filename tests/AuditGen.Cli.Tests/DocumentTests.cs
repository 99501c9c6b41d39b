using AuditGen.Cli.Tests.Support;
using AuditGen.Cli.Tests.Verbs;

namespace AuditGen.Cli.Tests;

/// <summary>Runs every <c>auditgen …</c> line of docs/cli.md and of the other documents, in order, against a prepared trail and cluster.</summary>
public sealed class DocumentTests
{
    private static string[] Document => Read("cli.md");

    [Theory]
    [InlineData("cli.md", 30)]
    [InlineData("elasticsearch.md", 3)]
    [InlineData("investigate.md", 1)]
    public async Task Every_example_of_the_document_works(string document, int least)
    {
        await using DocumentedWorld world = await DocumentedWorld.CreateAsync();
        string[] examples = [.. Examples(document)];
        examples.Length.ShouldBeGreaterThanOrEqualTo(least);
        foreach (string example in examples)
        {
            string[] arguments = [.. Split(example).Skip(1).Select(world.Here)];

            CliRun run = await CliRun.RunAsync(new CliSurroundings { Time = TimeProvider.System }, arguments);

            run.ExitCode.ShouldBe(0, $"{example}\n{run.Out}\n{run.Error}");
        }
    }

    [Fact]
    public void Every_verb_and_every_exit_code_is_in_the_document()
    {
        string text = string.Join('\n', Document);
        foreach (string verb in HelpTests.AllVerbs())
        {
            text.ShouldContain(verb.Split(' ')[^1]);
        }

        foreach (int code in new[] { ExitCode.Ok, ExitCode.Failed, ExitCode.Incomplete, ExitCode.Stopped })
        {
            text.ShouldContain($"\n| {code} |");
        }
    }

    [Fact]
    public void No_other_document_has_examples_that_nobody_runs() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "*.md")
            .Select(path => Path.GetFileName(path)!)
            .Where(document => Examples(document).Any())
            .Order(StringComparer.Ordinal)
            .ShouldBe(["cli.md", "elasticsearch.md", "investigate.md"]);

    private static string[] Read(string document) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", document));

    private static IEnumerable<string> Examples(string document)
    {
        bool inside = false;
        foreach (string line in Read(document))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (inside && line.StartsWith("auditgen ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    /// <summary>The words of a command line, as a shell takes them: single quotes hold words together.</summary>
    private static IEnumerable<string> Split(string line)
    {
        string[] parts = line.Split('\'');
        for (int i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                yield return parts[i];
                continue;
            }

            foreach (string word in parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return word;
            }
        }
    }
}
