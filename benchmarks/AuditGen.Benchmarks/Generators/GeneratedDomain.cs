using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Benchmarks.Generators;

/// <summary>A domain of many resources of twelve members, a file each, with a file that has nothing to do with them.</summary>
internal static class GeneratedDomain
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13);

    /// <summary>The compilation: the file without annotations last.</summary>
    public static CSharpCompilation Make(int types) => CSharpCompilation.Create(
        "Many",
        [.. Enumerable.Range(0, types).Select(static i => Parse(Type(i), $"Thing{i}.cs")), Parse(Shared, "Shared.cs"), Unrelated(0)],
        References("AuditGen.Abstractions"),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The same compilation with a statement changed in the file without annotations.</summary>
    public static CSharpCompilation EditUnrelated(CSharpCompilation compilation, int version) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Unrelated(version));

    /// <summary>The same compilation with a member added in the file without annotations.</summary>
    public static CSharpCompilation DeclareUnrelated(CSharpCompilation compilation, int version) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Unrelated(version, $"public int Added{version} {{ get; set; }}"));

    /// <summary>The same compilation with a member added to the first resource.</summary>
    public static CSharpCompilation EditRelated(CSharpCompilation compilation, int version) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse(Type(0, $"public int Added{version} {{ get; set; }}"), "Thing0.cs"));

    private const string Shared = """
        namespace Many;

        public enum Kind { One, Two, Three }

        public readonly record struct Money(decimal Amount, string Currency);
        """;

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Options, path);

    private static SyntaxTree Unrelated(int version, string member = "") => Parse(
        $$"""
        namespace Many;

        internal static class Unrelated
        {
            public static int Answer()
            {
                int answer = {{version}};
                return answer + 1;
            }

            {{(member.Length == 0 ? "" : member.Replace("public", "public static", StringComparison.Ordinal))}}
        }
        """,
        "Unrelated.cs");

    private static string Type(int i, string member = "") => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using AuditGen;

        namespace Many;

        /// <summary>Thing {{i}}.</summary>
        [Auditable("many", "thing_{{i}}")]
        public sealed class Thing{{i}}
        {
            [AuditKey] public Guid Id { get; private set; }
            [AuditName] public string Code { get; private set; } = "";
            public Kind Kind { get; private set; }
            public Money Amount { get; private set; }
            public decimal? Discount { get; private set; }
            public DateTimeOffset At { get; private set; }
            public DateOnly On { get; private set; }
            public string? Note { get; private set; }
            public int Count { get; private set; }
            public bool IsOpen { get; private set; }
            [AuditSensitive(Sensitivity.Mask)] public string? Pin { get; private set; }
            public List<string> Tags { get; } = [];
            {{member}}
            public void Close(int count)
            {
                IsOpen = false;
                Count = count;
            }
        }
        """);

    /// <summary>The framework, and what else this process uses whose file name begins so.</summary>
    public static ImmutableArray<MetadataReference> References(params string[] names)
    {
        string[] wanted = ["System.", "netstandard", "mscorlib", .. names];
        return
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => wanted.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)))
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
