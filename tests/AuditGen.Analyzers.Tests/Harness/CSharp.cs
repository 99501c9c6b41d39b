using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Analyzers.Tests.Harness;

/// <summary>Makes compilations for tests, against the running framework and AuditGen.</summary>
internal static class CSharp
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    public static readonly ImmutableArray<MetadataReference> Framework = LoadFramework();

    public static readonly MetadataReference AuditGenReference = MetadataReference.CreateFromFile(typeof(AuditableAttribute).Assembly.Location);

    public static readonly ImmutableArray<MetadataReference> References = [.. Framework, AuditGenReference];

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source.ReplaceLineEndings("\n"), ParseOptions, path, System.Text.Encoding.UTF8);

    /// <summary>What most tests start from: the references are read once for all of them.</summary>
    private static readonly CSharpCompilation Start = Bound(CSharpCompilation.Create("Subject", [Parse(Usings, "/Usings.cs")], References, OptionsOf(OutputKind.DynamicallyLinkedLibrary)));

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference>? references = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) =>
        references is null && kind == OutputKind.DynamicallyLinkedLibrary
            ? Start.AddSyntaxTrees(trees)
            : CSharpCompilation.Create("Subject", [Parse(Usings, "/Usings.cs"), .. trees], references ?? References, OptionsOf(kind));

    /// <summary>Reads the references of a compilation, so that those made from it share what was read.</summary>
    public static CSharpCompilation Bound(CSharpCompilation compilation)
    {
        _ = compilation.Assembly;
        return compilation;
    }

    private static CSharpCompilationOptions OptionsOf(OutputKind kind) => new(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    private static ImmutableArray<MetadataReference> LoadFramework()
    {
        string[] wanted =
        [
            "System.Runtime", "System.Private.CoreLib", "System.Collections", "System.Linq", "System.Linq.Expressions", "System.Linq.Queryable",
            "System.Threading", "System.Threading.Tasks", "System.Console", "netstandard", "System.Collections.Immutable", "System.Net.Primitives",
            "System.Private.Uri", "System.ComponentModel.Primitives", "System.ObjectModel", "System.Text.Json", "System.Collections.Concurrent",
            "System.Memory", "System.Diagnostics.Debug", "System.Runtime.Extensions", "System.Net.Http", "System.Text.RegularExpressions",
        ];
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return [.. wanted.Select(n => Path.Combine(folder, n + ".dll")).Where(File.Exists).Select(f => (MetadataReference)MetadataReference.CreateFromFile(f))];
    }
}
