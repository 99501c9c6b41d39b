using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Tests.Harness;

/// <summary>Runs every analyzer of AuditGen over a compilation.</summary>
internal static class AllRules
{
    /// <summary>A new instance of each analyzer.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
    [
        .. typeof(Analyzers.Handlers.HandlerAnalyzer).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Every descriptor; of an id with several, each.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analyzers().SelectMany(a => a.SupportedDiagnostics).Distinct().OrderBy(d => d.Id, StringComparer.Ordinal)];

    public static Task<ImmutableArray<Diagnostic>> RunAsync(
        Compilation compilation,
        IReadOnlyDictionary<string, string>? settings = null,
        IEnumerable<AdditionalText>? files = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(compilation, new TestSettings(settings ?? ImmutableDictionary<string, string>.Empty), files, cancellationToken);

    public static async Task<ImmutableArray<Diagnostic>> RunAsync(
        Compilation compilation,
        AnalyzerConfigOptionsProvider settings,
        IEnumerable<AdditionalText>? files,
        CancellationToken cancellationToken)
    {
        var crashes = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files ?? []], settings),
            onAnalyzerException: (exception, analyzer, _) =>
            {
                lock (crashes)
                {
                    crashes.Add($"{analyzer.GetType().Name}: {exception}");
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        ImmutableArray<Diagnostic> found = await new CompilationWithAnalyzers(compilation, Analyzers(), options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        crashes.ShouldBeEmpty();
        found.Where(d => d.Id.StartsWith("AD", StringComparison.Ordinal)).ShouldBeEmpty();
        return [.. found.Where(d => d.Id.StartsWith("AUD", StringComparison.Ordinal)).OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }
}
