using System.Globalization;
using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>Generated code compiles for whoever uses it, however strict, and whatever they called their types.</summary>
public sealed class ConsumerTests
{
    [Fact]
    public void Types_named_like_those_of_the_runtime_do_no_harm()
    {
        const string source = """
            namespace Hostile
            {
                public class AuditList { } public class AuditMap { } public class StringCodec { } public class AuditNode { } public class AuditSecret { }
                public class Guid { [AuditGen.AuditKey] public int Id { get; set; } }
                namespace System { public class Thing { public int Value { get; set; } public int Other { get; set; } } }

                [AuditGen.Auditable("h", "audit")]
                public class Audit
                {
                    [AuditGen.AuditKey] public int Key { get; set; }
                    public string Of { get; set; } = "";
                    public string Read { get; set; } = "";
                    public string Visit { get; set; } = "";
                    public int @class { get; set; }
                    public string AuditState { get; set; } = "";
                    public System.Thing? System { get; set; }
                    public int UnauditedType { get; set; }
                    public global::System.Guid Guid { get; set; }
                    [AuditGen.AuditSensitive(AuditGen.Sensitivity.Hash)] public int[]? Secrets { get; set; }
                }
            }
            """;
        Compilation output = TestCompilation.Generate(TestCompilation.Create(source), out _);

        TestCompilation.Faults(output).ShouldBeEmpty(TestCompilation.Describe(output, TestCompilation.Faults(output)));
    }

    [Fact]
    public void Names_that_differ_in_case_or_nesting_get_files_of_their_own()
    {
        const string source = """
            using AuditGen;
            namespace N { [Auditable("n", "a")] public class Thing { [AuditKey] public int Id { get; set; } } }
            namespace n { [Auditable("n", "b")] public class Thing { [AuditKey] public int Id { get; set; } } }
            namespace N { [Auditable("n", "c")] public class thing { [AuditKey] public int Id { get; set; } } }
            namespace N { public class Outer { [Auditable("n", "d")] public class Thing { [AuditKey] public int Id { get; set; } } } }
            namespace N.Outer2 { [Auditable("n", "e")] public class Thing { [AuditKey] public int Id { get; set; } } }
            [Auditable("n", "f")] public class Thing { [AuditKey] public int Id { get; set; } }
            """;
        Compilation output = TestCompilation.Generate(TestCompilation.Create(source), out GeneratorDriver driver);

        string[] names = [.. TestCompilation.Sources(driver).Keys];
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Length);
        names.Count(static name => name.EndsWith(".state.g.cs", StringComparison.Ordinal)).ShouldBe(6);
        TestCompilation.Faults(output).ShouldBeEmpty(TestCompilation.Describe(output, TestCompilation.Faults(output)));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void The_culture_of_the_machine_does_not_matter(string culture)
    {
        TestCompilation.Generate(TestCompilation.Create(Sample.Domain), out GeneratorDriver expected);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Culture(culture);
            TestCompilation.Generate(TestCompilation.Create(Sample.Domain), out GeneratorDriver actual);
            TestCompilation.Sources(actual).ShouldBe(TestCompilation.Sources(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Bad input: the generator stays silent, and what it makes still compiles as far as the input does.</summary>
    [Theory]
    [InlineData("[Auditable] class C { }")]
    [InlineData("[Auditable(\"a\")] class C { }")]
    [InlineData("[Auditable(\"a\", null)] class C { public int X { get; set; } }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { public int X { get; set; } }")]
    [InlineData("[Auditable(\"a\", \"b\")] static class C { }")]
    [InlineData("[Auditable(\"a\", \"b\")] file class C { [AuditKey] public int X { get; set; } }")]
    [InlineData("[Auditable(\"a\", \"b\")] ref struct C { [AuditKey] public int X { get; set; } }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C<T> { [AuditKey] public T X { get; set; } = default!; }")]
    [InlineData("[Auditable(\"a\", \"b\")] interface C { [AuditKey] int X { get; } }")]
    [InlineData("class O { [Auditable(\"a\", \"b\")] private class C { [AuditKey] public int X { get; set; } } }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } public C? Next { get; set; } }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } public D? D { get; set; } } [Auditable] class D { public C? C { get; set; } public int Y { get; set; } }")]
    [InlineData("struct V { public int A; public W[] W; } struct W { public int B; public V[] V; } [Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } public V V; public W W; }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public object? X { get; set; } public System.Action? A { get; set; } public System.IO.Stream? S { get; set; } public dynamic? D { get; set; } }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } public int x { get; set; } public string this[int i] => \"\"; }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } public System.Span<int> S => default; public unsafe int* P => null; }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } public Missing M { get; set; } }", true)]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditSensitive((Sensitivity)9)] public string? X { get; set; } }")]
    [InlineData("namespace N { [Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } } } namespace N.Audit { class CState { } }")]
    [InlineData("[Audited(\"Bad Code\", AuditCategory.Post, typeof(string))] class H { }")]
    [InlineData("[Audited(null!, (AuditCategory)99, null!)] class H { }")]
    [InlineData("[Auditable(\"a\", \"b\")] class C { [AuditKey] public int X { get; set; } [Audited(\"b.c\", AuditCategory.Post, typeof(C))] void M() { } [Audited(\"b.c\", AuditCategory.Update, typeof(C))] void N() { } }")]
    public void Bad_input_never_breaks_the_build_further(string source, bool hasErrorsAnyway = false)
    {
        CSharpCompilation compilation = TestCompilation.Create("using AuditGen;\n" + source);
        bool broken = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Compilation output = TestCompilation.Generate(compilation, out _);

        Diagnostic[] faults = [.. TestCompilation.Faults(output).Where(diagnostic => (!broken && !hasErrorsAnyway) || diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true)];
        faults.ShouldBeEmpty(TestCompilation.Describe(output, faults));
    }

    /// <summary>A culture with the traps of the named one, which invariant globalization does not load.</summary>
    private static CultureInfo Culture(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = name == "ar-SA" ? "؜-" : "−";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.DateTimeFormat.DateSeparator = ".";
        return culture;
    }
}
