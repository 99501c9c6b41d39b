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

    /// <summary>In bytes, which do not depend on what else the machine does; the times are in docs/performance/generator.md.</summary>
    [Theory]
    [InlineData("42", "43")]
    [InlineData("public static int Answer", "public static int More; public static int Answer")]
    public void An_unrelated_edit_costs_little_more_than_looking_the_attribute_up(string before, string after)
    {
        CSharpCompilation compilation = TestCompilation.Create(Types(100), Sample.Unrelated);
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[1],
            CSharpSyntaxTree.ParseText(Sample.Unrelated.Replace(before, after, StringComparison.Ordinal), TestCompilation.ParseOptions, "File1.cs", cancellationToken: TestContext.Current.CancellationToken));

        long ours = Allocated(new AuditableGenerator(), compilation, edited);
        long floor = Allocated(new EmptyGenerator(), compilation, edited);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours / 1024} KB, a generator with an empty body {floor / 1024} KB"));
        ((double)ours / floor).ShouldBeLessThan(1.5);
    }

    private static long Allocated(IIncrementalGenerator generator, CSharpCompilation compilation, CSharpCompilation edited)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions).RunGenerators(compilation.Clone());
        driver.RunGenerators(edited.Clone());
        CSharpCompilation fresh = edited.Clone();
        long start = GC.GetAllocatedBytesForCurrentThread();
        driver.RunGenerators(fresh);
        return GC.GetAllocatedBytesForCurrentThread() - start;
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
