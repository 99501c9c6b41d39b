using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>What an edit in the editor costs: which steps run again, and what comes of it.</summary>
public sealed class IncrementalityTests
{
    /// <summary>The table of edits and what they may cause.</summary>
    public static TheoryData<string, string, bool> Edits => new()
    {
        // edit, text to replace → replacement in the domain, whether output may change
        { "a method body elsewhere", "", false },
        { "a comment above the type", "[Auditable(\"sales\", \"order\")]→// a comment\n[Auditable(\"sales\", \"order\")]", false },
        { "a method added to the type", "public List<OrderLine> Lines→public void Pay() => Status = OrderStatus.Paid;\npublic List<OrderLine> Lines", false },
        { "an ignored member added", "public List<OrderLine> Lines→[AuditIgnore(\"no\")] public int X { get; set; }\npublic List<OrderLine> Lines", false },
        { "a member added", "public List<OrderLine> Lines→public int X { get; set; }\npublic List<OrderLine> Lines", true },
        { "a member renamed", "string Code→string Number", true },
        { "an enum member added", "Open, Paid→Open, Paid, Closed", true },
        { "a value object's member added", "decimal Amount, string Currency→decimal Amount, string Currency, int Scale", true },
        { "an action's category changed", "AuditCategory.Post→AuditCategory.Approve", true },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Output_runs_again_only_for_edits_that_matter(string edit, string replacement, bool matters)
    {
        CSharpCompilation before = TestCompilation.Create(Sample.Domain, Sample.Unrelated);
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(before, TestContext.Current.CancellationToken);
        string[] parts = replacement.Split('→');
        CSharpCompilation after = replacement.Length == 0
            ? Replace(before, 1, Sample.Unrelated.Replace("42", "43", StringComparison.Ordinal))
            : Replace(before, 0, Sample.Domain.Replace(parts[0], parts[1], StringComparison.Ordinal));

        driver = driver.RunGenerators(after, TestContext.Current.CancellationToken);

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        IncrementalStepRunReason[] reasons = [.. result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason)];
        reasons.ShouldNotBeEmpty();
        bool ran = reasons.Any(static reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        ran.ShouldBe(matters, edit);
    }

    [Fact]
    public void Models_are_unchanged_after_an_unrelated_edit()
    {
        CSharpCompilation before = TestCompilation.Create(Sample.Domain, Sample.Unrelated);
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(before, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(Replace(before, 1, Sample.Unrelated + "// more"), TestContext.Current.CancellationToken);

        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        string[] names = [AuditableGenerator.Steps.Parse, AuditableGenerator.Steps.Link, AuditableGenerator.Steps.Type, AuditableGenerator.Steps.Enum, CatalogueOutput.ParseStep, CatalogueOutput.CatalogueStep];
        foreach (string name in names)
        {
            steps[name].SelectMany(static step => step.Outputs).ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached || output.Reason == IncrementalStepRunReason.Unchanged, name);
        }
    }

    [Fact]
    public void A_second_run_from_scratch_gives_the_same_text()
    {
        Dictionary<string, string> first = Run(TestCompilation.Create(Sample.Domain, Sample.Unrelated));
        Dictionary<string, string> second = Run(TestCompilation.Create(Sample.Domain, Sample.Unrelated));

        second.ShouldBe(first);
        first.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void The_order_of_files_and_an_empty_file_more_change_nothing()
    {
        string[] files = Split();
        Dictionary<string, string> forward = Run(TestCompilation.Create(files));
        Dictionary<string, string> backward = Run(TestCompilation.Create([.. files.Reverse()]));
        Dictionary<string, string> more = Run(TestCompilation.Create(["", .. files, "// nothing"]));

        backward.ShouldBe(forward);
        more.ShouldBe(forward);
    }

    private static string[] Split() =>
    [
        "namespace A { [AuditGen.Auditable(\"x\", \"first\")] public class First { [AuditGen.AuditKey] public int Id { get; set; } public Shared.Money Sum { get; set; } } }",
        "namespace B { [AuditGen.Auditable(\"x\", \"second\")] public class Second : A.First { public Shared.Kind Kind { get; set; } public Shared.Money Other { get; set; } } }",
        "namespace Shared { public enum Kind { One } public record struct Money(decimal Amount, Kind Kind); }",
        "namespace C { [AuditGen.Audited(\"first.do\", AuditGen.AuditCategory.Post, typeof(A.First))] public class H1; [AuditGen.Audited(\"first.do\", AuditGen.AuditCategory.Post, typeof(A.First))] public class H2; }",
    ];

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, old.FilePath, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, string> Run(Compilation compilation)
    {
        TestCompilation.Generate(compilation, out GeneratorDriver driver);
        return TestCompilation.Sources(driver);
    }
}
