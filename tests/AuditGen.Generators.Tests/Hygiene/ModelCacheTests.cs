using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>
/// What the generator remembers between edits must never show: after every edit its output is that of a generator that has seen
/// nothing before.
/// </summary>
public sealed class ModelCacheTests
{
    private const string Types = """
        using System;
        using System.Collections.Generic;
        using AuditGen;

        namespace Shop
        {
            [Auditable("sales", "order")]
            public partial class Order : Base
            {
                [AuditKey] public OrderId Id { get; init; }
                public Money Total { get; set; }
                public State State { get; set; }
                [AuditReference] public Customer? Customer { get; set; }
                public List<Line> Lines { get; } = [];
                public void Pay() { State = State.Paid; }
            }

            [Audited(Codes.Pay, AuditCategory.Post, typeof(Order))]
            public sealed class PayOrder : IHandler<Pay>
            {
                public Result Handle(Pay command) { return new Result(); }
            }
        }
        """;

    private const string Others = """
        #nullable enable
        using AuditGen;
        namespace Shop
        {
            public readonly record struct OrderId(int Value);
            public readonly record struct Money(decimal Amount, string Currency) { public decimal Doubled { get { return Amount * 2; } } }
            public enum State { Open, Paid }
            public abstract class Base { [AuditName] public string Code { get; set; } = ""; }
            public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; }
            [Auditable] public class Line { [AuditKey] public int Number { get; set; } public decimal Quantity { get; set; } }
            public static class Codes { public const string Pay = "order.pay"; public static string Other = "x"; }
            public interface IHandler<T> { Result Handle(T command); }
            public sealed record Pay(int Id, [property: AuditData] string Channel, [property: AuditReason] string? Why);
            public sealed class Result { public bool IsSuccess { get; set; } }
        }
        """;

    /// <summary>Edits of declarations that no model names directly; each changes the output, or must not.</summary>
    public static TheoryData<string, string> Edits => new()
    {
        { "OrderId(int Value)", "OrderId(long Value)" },
        { "string Currency) {", "string Currency, int Scale) {" },
        { "public decimal Doubled { get { return Amount * 2; } }", "public decimal Doubled { get { return Amount * 3; } }" },
        { "public decimal Doubled { get { return Amount * 2; } }", "public decimal Doubled { get; init; }" },
        { "Open, Paid", "Open, Paid, Closed" },
        { "[AuditName] public string Code", "[AuditSensitive(Sensitivity.Hash)] public string Code" },
        { "Customer { public int Id", "Customer { public long Id" },
        { "[AuditKey] public int Number", "public int Number" },
        { "\"order.pay\"", "\"order.settle\"" },
        { "Other = \"x\"", "Other = \"y\"" },
        { "bool IsSuccess", "bool IsFailure" },
        { "[property: AuditData] string Channel", "string Channel" },
        { "Result Handle(T command);", "Result Handle(T command); void Other();" },
        { "public class Customer {", "[AuditSensitive(Sensitivity.Omit)] public class Customer {" },
        { "#nullable enable", "#nullable disable" },
        { "public enum State", "#nullable disable\npublic enum State" },
        { "public sealed class Result", "public class Guid { }\npublic sealed class Result" },
        { "namespace Shop", "using Money = System.Decimal;\nnamespace Shop" },
        { "public readonly record struct Money(", "[Auditable] public readonly record struct Money(" },
        { "public abstract class Base {", "public partial class Order { public int More { get; set; } }\npublic abstract class Base {" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void After_an_edit_elsewhere_the_output_is_that_of_a_fresh_generator(string before, string after)
    {
        CSharpCompilation first = TestCompilation.Create(Types, Others);
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        Others.ShouldContain(before);
        CSharpCompilation edited = Replace(first, 1, Others.Replace(before, after, StringComparison.Ordinal));

        GeneratorDriver there = driver.RunGenerators(edited, TestContext.Current.CancellationToken);
        GeneratorDriver back = there.RunGenerators(first, TestContext.Current.CancellationToken);

        TestCompilation.Sources(there).ShouldBe(Fresh(edited));
        TestCompilation.Sources(back).ShouldBe(Fresh(first));
    }

    [Fact]
    public void Edits_that_come_one_after_the_other_are_all_seen()
    {
        CSharpCompilation compilation = TestCompilation.Create(Types, Others);
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        string text = Others;
        foreach ((string before, string after) in Edits.Select(static row => row.Data))
        {
            text = text.Replace(before, after, StringComparison.Ordinal);
            compilation = Replace(compilation, 1, text);
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

            TestCompilation.Sources(driver).ShouldBe(Fresh(compilation), after);
        }
    }

    [Fact]
    public void A_method_body_in_the_file_of_a_model_makes_no_model_again()
    {
        CSharpCompilation first = TestCompilation.Create(Types, Others);
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        object before = Models(driver).Single(static model => model.Type.BaseName == "Order");

        driver = driver.RunGenerators(Replace(first, 0, Types.Replace("State = State.Paid;", "State = State.Open;", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        Models(driver).Single(static model => model.Type.BaseName == "Order").ShouldBeSameAs(before);
    }

    [Fact]
    public void References_and_options_count()
    {
        CSharpCompilation first = TestCompilation.Create(Types, Others.Replace("#nullable enable", "", StringComparison.Ordinal));
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        CSharpCompilation oblivious = first.WithOptions(first.Options.WithNullableContextOptions(NullableContextOptions.Disable));
        CSharpCompilation poor = first.WithReferences(first.References.Where(static reference => reference.Display?.Contains("DependencyInjection", StringComparison.Ordinal) != true));

        driver = driver.RunGenerators(oblivious, TestContext.Current.CancellationToken);
        TestCompilation.Sources(driver).ShouldBe(Fresh(oblivious));
        driver = driver.RunGenerators(poor, TestContext.Current.CancellationToken);
        TestCompilation.Sources(driver).ShouldBe(Fresh(poor));
    }

    private static IEnumerable<AuditableModel> Models(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps[AuditableGenerator.Steps.Parse].SelectMany(static step => step.Outputs).Select(static output => (AuditableModel)output.Value);

    private static Dictionary<string, string> Fresh(Compilation compilation) =>
        TestCompilation.Sources(TestCompilation.Driver().RunGenerators(compilation.Clone(), TestContext.Current.CancellationToken));

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, old.FilePath, cancellationToken: TestContext.Current.CancellationToken));
    }
}
