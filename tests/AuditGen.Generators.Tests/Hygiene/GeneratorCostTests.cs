using System.Diagnostics;
using System.Globalization;
using System.Text;
using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>What the generator costs the editor and the assembly.</summary>
public sealed class GeneratorCostTests(ITestOutputHelper output)
{
    [Fact]
    public void A_type_of_twelve_members_generates_at_most_eight_kilobytes()
    {
        TestCompilation.Generate(TestCompilation.Create(Types(20)), out GeneratorDriver driver);
        var sources = TestCompilation.Sources(driver);
        int states = sources.Where(static source => source.Key.EndsWith(".state.g.cs", StringComparison.Ordinal)).Sum(static source => Encoding.UTF8.GetByteCount(source.Value));
        int resources = sources.Where(static source => source.Key.EndsWith(".resource.g.cs", StringComparison.Ordinal)).Sum(static source => Encoding.UTF8.GetByteCount(source.Value));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"state {states / 20} B, diff and resource type {resources / 20} B a type"));
        ((states + resources) / 20).ShouldBeLessThanOrEqualTo(8 * 1024);
    }

    /// <summary>Figures, with a bound that only a mistake in kind crosses: timing on a busy machine proves no more.</summary>
    [Fact]
    public void An_unrelated_edit_costs_little_more_than_looking_the_attribute_up()
    {
        foreach (int count in new[] { 100, 500 })
        {
            CSharpCompilation compilation = TestCompilation.Create(Types(count), Sample.Unrelated);
            (double first, double edit) = Time(new AuditableGenerator(), compilation);
            (double firstFloor, double editFloor) = Time(new EmptyGenerator(), compilation);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} types: first run {first:F0} ms (floor {firstFloor:F0} ms), unrelated edit {edit:F1} ms (floor {editFloor:F1} ms, ratio {edit / editFloor:F2})"));
            (edit / count).ShouldBeLessThan(50, "milliseconds a type for an unrelated edit");
        }
    }

    private static (double First, double Edit) Time(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        SyntaxTree unrelated = compilation.SyntaxTrees[1];
        double first = double.MaxValue;
        double edit = double.MaxValue;
        for (int round = 0; round < 2; round++)
        {
            GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions);
            CSharpCompilation fresh = compilation.ReplaceSyntaxTree(unrelated, CSharpSyntaxTree.ParseText(Sample.Unrelated + "// " + round, TestCompilation.ParseOptions, "File1.cs"));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(fresh);
            first = Math.Min(first, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            CSharpCompilation edited = fresh.ReplaceSyntaxTree(fresh.SyntaxTrees[1], CSharpSyntaxTree.ParseText(Sample.Unrelated + "// edited " + round, TestCompilation.ParseOptions, "File1.cs"));
            start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(edited);
            edit = Math.Min(edit, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            GC.KeepAlive(driver);
        }

        return (first, edit);
    }

    private static string Types(int count)
    {
        var text = new StringBuilder("using System; using AuditGen; namespace Many { public enum Kind { One, Two }\n");
        for (int i = 0; i < count; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                [Auditable("many", "thing_{{i}}")]
                public sealed class Thing{{i}}
                {
                    [AuditKey] public Guid Id { get; set; }
                    [AuditName] public string Code { get; set; } = "";
                    public Kind Kind { get; set; }
                    public decimal Amount { get; set; }
                    public decimal? Discount { get; set; }
                    public DateTimeOffset At { get; set; }
                    public DateOnly On { get; set; }
                    public string? Note { get; set; }
                    public int Count { get; set; }
                    public bool IsOpen { get; set; }
                    [AuditSensitive(Sensitivity.Mask)] public string? Pin { get; set; }
                    public System.Collections.Generic.List<string> Tags { get; } = [];
                }
                """);
        }

        return text.Append('}').ToString();
    }

    /// <summary>The floor: the same attribute, an empty body.</summary>
    private sealed class EmptyGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName("AuditGen.AuditableAttribute", static (_, _) => true, static (_, _) => 0),
            static (_, _) => { });
    }
}
