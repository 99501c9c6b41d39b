using System.Collections.Immutable;
using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>
/// What the rule pages show is what happens: each example compiles with the real generator, and the real analyzers report what its marks
/// (<c>// AUD1001 …</c> at the end of a line) say, there, and nothing else.
/// </summary>
public sealed class RuleExampleTests
{
    private const int ReadableLines = 19;

    public static TheoryData<string> Rules { get; } = [.. RulePage.All.Select(page => page.Id)];

    public static TheoryData<string> RulesWithFixes { get; } = [.. Fixing.Providers().SelectMany(provider => provider.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_bad_example_is_reported_where_it_says_and_as_the_page_says(string rule)
    {
        RulePage page = RulePage.Read(rule);
        IReadOnlyList<RuleExample> examples = page.Examples("Bad");
        examples.ShouldNotBeEmpty();
        foreach (RuleExample example in examples)
        {
            ImmutableArray<Diagnostic> found = await CheckedAsync(example);
            Diagnostic[] own = [.. found.Where(d => d.Id == rule)];
            own.ShouldNotBeEmpty();
            own.ShouldAllBe(d => d.Severity == (d.Descriptor.IsEnabledByDefault ? d.DefaultSeverity : DiagnosticSeverity.Warning));
            if (example == examples[0])
            {
                own[0].GetMessage().ShouldBe(page.Message);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_good_example_is_not_reported(string rule)
    {
        IReadOnlyList<RuleExample> examples = RulePage.Read(rule).Examples("Good");
        examples.ShouldNotBeEmpty();
        foreach (RuleExample example in examples)
        {
            (await CheckedAsync(example)).ShouldNotContain(d => d.Id == rule);
        }
    }

    [Theory]
    [MemberData(nameof(RulesWithFixes))]
    public async Task Each_fix_silences_the_rule_and_one_makes_the_good_example(string rule)
    {
        RulePage page = RulePage.Read(rule);
        RuleExample bad = page.Examples("Bad")[0];
        RuleExample good = page.Examples("Good")[0];
        IReadOnlyList<ExampleFix> fixes = await ExampleFix.AllAsync(bad, rule, Token);

        fixes.ShouldNotBeEmpty();
        foreach (ExampleFix fix in fixes)
        {
            ExampleCompilation compilation = ExampleCompilation.Of(fix.Source, fix.Lock, Token);
            compilation.Errors(Token).ShouldBeEmpty(fix.Title);
            (await compilation.AnalyzeAsync(Token)).ShouldNotContain(d => d.Id == rule, fix.Title);
        }

        // Of a lock that is broken the page shows the other way out: to say in the code that the action has a new name.
        if (rule != "AUD1021")
        {
            fixes.Select(fix => (fix.Source, fix.Lock)).ShouldContain((good.Source, good.Lock));
        }
    }

    [Fact]
    public void Every_stage_file_is_taken_by_an_example()
    {
        IEnumerable<string> taken = RulePage.All.SelectMany(page => page.Examples("Bad").Concat(page.Examples("Good")))
            .SelectMany(example => ExampleStage.For(CSharp.Parse(example.Source, "/Example.cs")))
            .Select(tree => Path.GetFileNameWithoutExtension(tree.FilePath));

        ExampleStage.Names.Except(taken).ShouldBeEmpty();
    }

    private static async Task<ImmutableArray<Diagnostic>> CheckedAsync(RuleExample example)
    {
        example.Block.Text.Split('\n').Length.ShouldBeLessThanOrEqualTo(ReadableLines, $"{example.Block}: an example is read at a glance");
        ExampleCompilation compilation = ExampleCompilation.Of(example.Source, example.Lock, Token);
        compilation.Errors(Token).ShouldBeEmpty(example.Block.ToString());
        ImmutableArray<Diagnostic> found = await compilation.AnalyzeAsync(Token);
        string[] reported = [.. found.Select(compilation.Describe).Distinct().Order(StringComparer.Ordinal)];
        reported.ShouldBe(example.Expected, $"{example.Block}\n{string.Join('\n', found)}");
        return found;
    }
}
