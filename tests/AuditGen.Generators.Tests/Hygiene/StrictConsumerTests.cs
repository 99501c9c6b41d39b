using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>
/// Every warning of the compiler is an error, documentation is demanded, and the assembly says it is CLS compliant. The same
/// with the analyzers of the SDK is a test of the packages.
/// </summary>
public sealed class StrictConsumerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_strictest_settings_see_no_warning_in_generated_code(bool isClsCompliant)
    {
        CSharpCompilation compilation = TestCompilation.Create(isClsCompliant ? "[assembly: System.CLSCompliant(true)]" : "", Source);
        compilation = compilation.WithOptions(compilation.Options
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithWarningLevel(9999)
            .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>(StringComparer.Ordinal) { ["CS1591"] = ReportDiagnostic.Error }));

        Compilation output = TestCompilation.Generate(compilation, out _);

        TestCompilation.Faults(output).ShouldBeEmpty(TestCompilation.Describe(output, TestCompilation.Faults(output)));
    }

    [Fact]
    public void No_file_turns_off_more_than_what_is_obsolete_or_experimental()
    {
        TestCompilation.Generate(TestCompilation.Create(Source), out GeneratorDriver driver);

        string[] pragmas = [.. TestCompilation.Sources(driver).Values.SelectMany(static source => source.Split('\n')).Where(static line => line.StartsWith("#pragma", StringComparison.Ordinal)).Distinct()];
        string[] ids = [.. pragmas.SelectMany(static line => line["#pragma warning disable ".Length..line.IndexOf("//", StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries)).Distinct().Order(StringComparer.Ordinal)];

        ids.ShouldBe(["CS0612", "CS0618", "EXP1", "EXP2", "EXP3", "OLD1"]);
    }

    private const string Source = """
        #pragma warning disable EXP1, EXP2, EXP3, OLD1, CS0618, CS3001, CS3002, CS3003, CS3009 // the domain itself, not what is generated
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        using AuditGen;
        namespace Strict
        {
            /// <summary>A resource.</summary>
            [Auditable("strict", "thing"), Experimental("EXP1")]
            public class Thing
            {
                /// <summary>Key.</summary>
                [AuditKey] public int Id { get; set; }
                /// <summary>Key.</summary>
                [AuditKey] public string Region { get; set; } = "";
                /// <summary>Name.</summary>
                [AuditName] public string Name { get; set; } = "";
                /// <summary>Old.</summary>
                [Obsolete("use another")] public int Old { get; set; }
                /// <summary>Older.</summary>
                [Obsolete("use another", DiagnosticId = "OLD1")] public int Older { get; set; }
                /// <summary>Gone.</summary>
                [Obsolete("gone", true)] public int Gone { get; set; }
                /// <summary>New.</summary>
                [Experimental("EXP2")] public int Fresh { get; set; }
                /// <summary>Kind.</summary>
                public Kind Kind { get; set; }
                /// <summary>Address.</summary>
                public Uri Address { get; set; } = new("https://example.com");
                /// <summary>Network.</summary>
                public System.Net.IPAddress? Network { get; set; }
                /// <summary>Bytes.</summary>
                public byte[] Bytes { get; set; } = [];
                /// <summary>Unsigned.</summary>
                public uint Unsigned { get; set; }
                /// <summary>Strings.</summary>
                public List<string> Strings { get; } = [];
                /// <summary>Strings.</summary>
                [AuditOrdered] public ImmutableArray<string?> Holes { get; set; } = [];
                /// <summary>Strings.</summary>
                public HashSet<string> Set { get; } = [];
                /// <summary>Grid.</summary>
                public string[,] Grid { get; set; } = new string[0, 0];
                /// <summary>Nested.</summary>
                public List<List<string?>> Nested { get; } = [];
                /// <summary>Addresses.</summary>
                public System.Net.IPAddress[] Addresses { get; set; } = [];
                /// <summary>Map.</summary>
                public Dictionary<string, string> Map { get; } = [];
                /// <summary>Map.</summary>
                public IReadOnlyDictionary<Uri, List<Version>> Versions { get; set; } = new Dictionary<Uri, List<Version>>();
                /// <summary>Pair.</summary>
                public (string Left, int? Right) Pair { get; set; }
                /// <summary>Batch.</summary>
                public Batch<string>? Batch { get; set; }
                /// <summary>Batches.</summary>
                public List<Batch<Money>> Batches { get; } = [];
                /// <summary>Lines.</summary>
                public IReadOnlyList<Line> Lines { get; set; } = [];
                /// <summary>Parts.</summary>
                public Dictionary<string, Line?> Parts { get; } = [];
                /// <summary>Price.</summary>
                public Money Price { get; set; } = new(0, "EUR");
                /// <summary>Prices.</summary>
                public List<Money?> Prices { get; } = [];
                /// <summary>Other.</summary>
                [AuditReference] public Thing? Other { get; set; }
                /// <summary>Others.</summary>
                [AuditReference] public List<Thing> Others { get; } = [];
                /// <summary>Secret.</summary>
                [AuditSensitive(Sensitivity.Hash)] public string Secret { get; set; } = "";
                /// <summary>Secrets.</summary>
                [AuditSensitive(Sensitivity.Mask)] public List<string>? Secrets { get; set; }
                /// <summary>Person.</summary>
                [AuditPersonalData] public string Person { get; set; } = "";
        #nullable disable
                /// <summary>Oblivious.</summary>
                public List<string> Oblivious { get; set; }
                /// <summary>Oblivious.</summary>
                public Dictionary<string, string> ObliviousMap { get; set; }
                /// <summary>Oblivious.</summary>
                public string ObliviousText { get; set; }
        #nullable restore
            }

            /// <summary>Derived.</summary>
            [Auditable("strict", "special_thing"), Experimental("EXP1")]
            public sealed class SpecialThing : Thing
            {
                /// <summary>More.</summary>
                public string? More { get; set; }
            }

            /// <summary>Line.</summary>
            [Auditable]
            public class Line
            {
                /// <summary>Number.</summary>
                [AuditKey] public string Number { get; set; } = "";
                /// <summary>Text.</summary>
                public string? Text { get; set; }
            }

            /// <summary>Batch.</summary>
            [Auditable]
            public class Batch<T> where T : notnull
            {
                /// <summary>Items.</summary>
                public List<T> Items { get; } = [];
                /// <summary>First.</summary>
                public T? First { get; set; }
            }

            /// <summary>Money.</summary>
            [Experimental("EXP3")]
            public sealed record Money(decimal Amount, string Currency);

            /// <summary>Kind.</summary>
            public enum Kind
            {
                /// <summary>One.</summary>
                One,
                /// <summary>Two.</summary>
                [Obsolete("gone", true)] Two,
            }

            /// <summary>Command.</summary>
            public sealed record Do(int Id, [property: AuditData] Money Price, [property: AuditData] string? Text, [property: AuditReason] string Why);

            /// <summary>Service.</summary>
            public interface IHandler<in T>
            {
                /// <summary>Handles.</summary>
                Task<string?> HandleAsync(T command);
            }

            /// <summary>Handler.</summary>
            [Audited("thing.do", AuditCategory.Post, typeof(Thing)), Obsolete("old")]
            public sealed class DoThing : IHandler<Do>
            {
                /// <inheritdoc/>
                public Task<string?> HandleAsync(Do command) => Task.FromResult<string?>(null);
            }
        }
        """;
}
