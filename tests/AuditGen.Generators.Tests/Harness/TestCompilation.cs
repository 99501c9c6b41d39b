using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Generators.Tests.Harness;

/// <summary>Makes compilations of source texts, runs the real generators over them, and loads the result.</summary>
internal static class TestCompilation
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(LoadReferences);

    public static ImmutableArray<MetadataReference> References => Framework.Value;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    public static CSharpCompilation Create(params string[] sources) => Named("Consumer", sources);

    public static CSharpCompilation Named(string assemblyName, params string[] sources) => CSharpCompilation.Create(
        assemblyName,
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"File{i}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: false));

    public static GeneratorDriver Driver(CSharpParseOptions? parseOptions = null, AnalyzerConfigOptionsProvider? options = null, params IIncrementalGenerator[] generators)
    {
        IIncrementalGenerator[] all = generators.Length > 0 ? generators : [new AuditableGenerator()];
        return CSharpGeneratorDriver.Create(
            all.Select(GeneratorExtensions.AsSourceGenerator),
            parseOptions: parseOptions ?? ParseOptions,
            optionsProvider: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>Runs the generator and returns the compilation with what it made. Fails on generator exceptions.</summary>
    public static Compilation Generate(Compilation compilation, out GeneratorDriver driver)
    {
        driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        diagnostics.ShouldBeEmpty();
        driver.GetRunResult().Results.ShouldAllBe(result => result.Exception == null);
        return output;
    }

    /// <summary>Errors of the compilation, and warnings in generated code.</summary>
    public static ImmutableArray<Diagnostic> Faults(Compilation compilation) => Faults(compilation.GetDiagnostics());

    private static ImmutableArray<Diagnostic> Faults(ImmutableArray<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true)),
    ];

    public static Assembly Load(Compilation compilation) => TryLoad(compilation, out Assembly? assembly, out ImmutableArray<Diagnostic> faults)
        ? assembly
        : throw new InvalidOperationException(Describe(compilation, faults));

    /// <summary>Compiles and loads; what <see cref="Faults(Compilation)"/> would find is found on the way.</summary>
    public static bool TryLoad(Compilation compilation, [NotNullWhen(true)] out Assembly? assembly, out ImmutableArray<Diagnostic> faults)
    {
        using var stream = new MemoryStream();
        faults = Faults(compilation.Emit(stream).Diagnostics);
        if (!faults.IsEmpty)
        {
            assembly = null;
            return false;
        }

        stream.Position = 0;
        // Code that can be unloaded is never compiled in tiers, which would triple the time of the laws.
        assembly = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: false).LoadFromStream(stream);
        return true;
    }

    public static string Describe(Compilation compilation, IEnumerable<Diagnostic> diagnostics)
    {
        string[] lines = [.. diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(10).Select(diagnostic =>
            $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}")];
        return string.Join('\n', lines);
    }

    /// <summary>The generated sources by the end of their hint names.</summary>
    public static Dictionary<string, string> Sources(GeneratorDriver driver) =>
        driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    private static ImmutableArray<MetadataReference> LoadReferences()
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string[] wanted = ["System.", "netstandard", "mscorlib", "AuditGen.Abstractions", "AuditGen.dll", "AuditGen.Generators.Tests.dll", "Microsoft.CSharp", "Microsoft.Extensions.DependencyInjection.Abstractions"];
        return [.. platform
            .Where(path => wanted.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
