using System.Collections.Immutable;
using System.Text;
using AuditGen.Documentation.Tests.Markdown;
using AuditGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Documentation.Tests.Compiling;

/// <summary>
/// Compiles the C# blocks of one document together, with the real generator. Blocks that declare types stand as they are; the others
/// follow each other in the body of one method. All see what <c>Stage/Stage.cs</c> and <c>Stage/{document}.cs</c> declare.
/// </summary>
internal static class DocumentCompilation
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains(".Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the compiler has against the blocks of <paramref name="document"/>, each line beginning with the block's place.</summary>
    public static IReadOnlyList<string> ErrorsOf(string document, IReadOnlyList<CodeBlock> blocks, CancellationToken cancellationToken)
    {
        List<SyntaxTree> trees = [.. StageOf(document).Select(path => Parse(File.ReadAllText(path), Path.GetFileName(path)))];
        trees.AddRange(blocks.Where(IsDeclaration).Select(block => Parse(Placed(block), block.ToString())));
        trees.Add(Parse(BodyOf(blocks.Where(block => !IsDeclaration(block))), document));
        CSharpCompilation compilation = CSharpCompilation.Create("Erp", trees, References, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new AuditableGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported, cancellationToken);
        return
        [
            .. generated.GetDiagnostics(cancellationToken).Concat(reported)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || (diagnostic.Severity == DiagnosticSeverity.Warning && IsNullability(diagnostic.Id)))
                .Select(diagnostic => $"{diagnostic.Location.GetMappedLineSpan()}: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
        ];
    }

    private static bool IsNullability(string id) => id.StartsWith("CS86", StringComparison.Ordinal);

    private static IEnumerable<string> StageOf(string document)
    {
        string folder = Path.Combine(Repository.Root, "tests/AuditGen.Documentation.Tests/Stage");
        yield return Path.Combine(folder, "Stage.cs");
        string own = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(document), ".cs"));
        if (File.Exists(own))
        {
            yield return own;
        }
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Options, path, Encoding.UTF8);

    private static bool IsDeclaration(CodeBlock block)
    {
        CompilationUnitSyntax alone = SyntaxFactory.ParseCompilationUnit(block.Text, options: Options);
        return alone.Members.Count > 0
            ? alone.Members.All(member => member is not GlobalStatementSyntax and not FieldDeclarationSyntax)
            : alone.AttributeLists.Count > 0;
    }

    private static string BodyOf(IEnumerable<CodeBlock> blocks) => $$"""
        internal partial class Stage
        {
            private async Task ShowAsync()
            {
                await Task.Yield();
        {{string.Join('\n', blocks.Select(Placed))}}
            }
        }
        """;

    private static string Placed(CodeBlock block) => $"#line {block.Line + 1} \"{block.Document}\"\n{block.Text}";
}
