using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Handlers;

/// <summary>A compilation of handlers after the generator ran over it.</summary>
internal sealed class HandlerCompilation
{
    /// <summary>What every test has: a resource, a command and the interface of its handlers.</summary>
    public const string Domain = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using AuditGen;

        namespace N
        {
            [Auditable("finance", "invoice")]
            public sealed class Invoice
            {
                [AuditKey] public Guid Id { get; set; }
                public string Status { get; set; } = "";
            }

            public sealed record Post(Guid Id, [property: AuditReason] string? Why, [property: AuditData] int Copies);

            public interface ICommandHandler<in T>
            {
                Task HandleAsync(T command, CancellationToken cancellationToken);
            }
        }

        """;

    private static readonly CSharpParseOptions _parse = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly Lazy<ImmutableArray<MetadataReference>> _references = new(LoadReferences);

    private HandlerCompilation(CSharpCompilation before, Compilation after, GeneratorDriver driver)
    {
        Before = before;
        After = after;
        Driver = driver;
    }

    public CSharpCompilation Before { get; }

    public Compilation After { get; }

    public GeneratorDriver Driver { get; }

    /// <summary>The generated sources by hint name.</summary>
    public ImmutableDictionary<string, string> Sources => Driver.GetRunResult().Results
        .SelectMany(result => result.GeneratedSources)
        .ToImmutableDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Errors, and warnings in generated code.</summary>
    public string[] Faults =>
    [
        .. After.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(each => each.Severity == DiagnosticSeverity.Error || (each.Severity == DiagnosticSeverity.Warning && each.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true))
            .Select(each => each.ToString()),
    ];

    public static HandlerCompilation Of(string handlers, bool withServices = true, string assembly = "Acme.Billing", params MetadataReference[] references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(Domain, _parse, "Domain.cs"), CSharpSyntaxTree.ParseText(Usings + handlers, _parse, "Handlers.cs")],
            [.. _references.Value.Where(each => withServices || !each.Display!.Contains("DependencyInjection", StringComparison.Ordinal)), .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return Run(compilation, NewDriver());
    }

    public const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using AuditGen; using N;\n";

    /// <summary>The same driver over a compilation changed since.</summary>
    public HandlerCompilation Again(CSharpCompilation changed) => Run(changed, Driver);

    public SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, _parse, path);

    /// <summary>The compiled assembly, for another to refer to.</summary>
    public MetadataReference Reference()
    {
        using var stream = new MemoryStream();
        After.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue(string.Join('\n', Faults));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>The source of the one handler.</summary>
    public string Handler() => Sources.Single(each => each.Key.EndsWith(".Handler.g.cs", StringComparison.Ordinal)).Value;

    private static HandlerCompilation Run(CSharpCompilation compilation, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        diagnostics.ShouldBeEmpty();
        driver.GetRunResult().Results.ShouldAllBe(result => result.Exception == null);
        return new HandlerCompilation(compilation, after, driver);
    }

    private static CSharpGeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new AuditableGenerator().AsSourceGenerator()],
        parseOptions: _parse,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static ImmutableArray<MetadataReference> LoadReferences()
    {
        string[] wanted = ["System.", "netstandard", "mscorlib", "AuditGen.Abstractions", "AuditGen.dll", "Microsoft.Extensions.DependencyInjection.Abstractions"];
        return
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => wanted.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
