using System.Collections.Immutable;
using System.Globalization;
using AuditGen.Analyzers.Tests.Harness;
using AuditGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>An example on its stage, with what the real generator makes of both.</summary>
internal sealed class ExampleCompilation
{
    private const string ExamplePath = "/Example.cs";
    private const string LockPath = "/audit-catalogue.lock";

    private static readonly string[] NotSeenByUsers = ["AuditGen.Analyzers", "AuditGen.CodeFixes", "AuditGen.Generators", "Microsoft.CodeAnalysis", "Microsoft.TestPlatform", "xunit"];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !NotSeenByUsers.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpCompilation Start = CSharp.Bound(CSharpCompilation.Create("Erp", [], References, new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: RulesOffByDefault())));

    private readonly Compilation _compilation;
    private readonly SyntaxTree _example;
    private readonly string? _lock;

    private ExampleCompilation(Compilation compilation, SyntaxTree example, IReadOnlyList<SyntaxTree> stage, string? lockText)
    {
        _compilation = compilation;
        _example = example;
        _lock = lockText;
        Stage = stage;
    }

    /// <summary>What stands beside the example.</summary>
    public IReadOnlyList<SyntaxTree> Stage { get; }

    public static ExampleCompilation Of(string source, string? lockText, CancellationToken cancellationToken)
    {
        SyntaxTree example = CSharp.Parse(source, ExamplePath);
        IReadOnlyList<SyntaxTree> stage = ExampleStage.For(example);
        CSharpCompilation written = Start.AddSyntaxTrees([example, .. stage]);
        CSharpGeneratorDriver
            .Create([new AuditableGenerator().AsSourceGenerator(), new ObservablePropertyGenerator().AsSourceGenerator()], parseOptions: CSharp.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(written, out Compilation compilation, out ImmutableArray<Diagnostic> reported, cancellationToken);
        reported.ShouldBeEmpty();
        return new ExampleCompilation(compilation, example, stage, lockText);
    }

    /// <summary>What the compiler has against it: errors, and anything about null.</summary>
    public IReadOnlyList<string> Errors(CancellationToken cancellationToken) =>
    [
        .. _compilation.GetDiagnostics(cancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Id.StartsWith("CS86", StringComparison.Ordinal)))
            .Select(d => d.ToString()),
    ];

    /// <summary>What the analyzers have against it, in the order of the lines.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CancellationToken cancellationToken) =>
        AllRules.RunAsync(_compilation, files: _lock is null ? null : [new LockFile(_lock)], cancellationToken: cancellationToken);

    /// <summary>A diagnostic as an example's marks say it.</summary>
    public string Describe(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree == _example ? RuleExample.InLine(diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line)
        : diagnostic.Location.GetLineSpan().Path == LockPath ? RuleExample.InLock(diagnostic.Id)
        : string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Id} outside the example: {diagnostic}");

    private static IEnumerable<KeyValuePair<string, ReportDiagnostic>> RulesOffByDefault() =>
        AllRules.Descriptors.Where(d => !d.IsEnabledByDefault).Select(d => KeyValuePair.Create(d.Id, ReportDiagnostic.Warn)).DistinctBy(pair => pair.Key);

    private sealed class LockFile(string text) : AdditionalText
    {
        public override string Path => LockPath;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
