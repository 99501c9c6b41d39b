using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using AuditGen.Analyzers.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Benchmarks.Analyzers;

/// <summary>
/// The table of docs/performance/analyzers.md: what the analyzers add to the compile of many handlers, and each one's part in it. The
/// floor is that compile without them, in the same run. Processor time, because analyzers run beside each other and the machine
/// has other work; the best of several rounds.
/// </summary>
internal static class AnalyzerFigures
{
    public static async Task PrintAsync(int handlers, int rounds)
    {
        Compilation compilation = HandlerDomain.Make(handlers);
        ImmutableArray<DiagnosticAnalyzer> analyzers = Analyzers();
        await RefuseFindingsAsync(compilation, analyzers).ConfigureAwait(false);
        double[] best = await BestAsync(
            compilation,
            [
                static fresh => Task.FromResult(fresh.Emit(Stream.Null).Success),
                static fresh => CheckAsync(fresh, [new SilentAnalyzer()]),
                fresh => CheckAsync(fresh, analyzers),
            ],
            rounds).ConfigureAwait(false);
        double added = Math.Max(best[2] - best[1], 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{handlers} handlers, {compilation.SyntaxTrees.Count()} files with the generated ones: compile {best[0]:F0} ms, analyzers {added:F0} ms on top, {added / best[0]:P1} of it.\n"));
        await PrintOwnAsync(compilation, analyzers, rounds).ConfigureAwait(false);
    }

    /// <summary>
    /// What the compiler's <c>-reportanalyzer</c> reports, one analyzer after the other: of what several ask the compiler for, such as
    /// the meaning of a body, the first pays.
    /// </summary>
    private static async Task PrintOwnAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, int rounds)
    {
        var own = new double[analyzers.Length];
        Array.Fill(own, double.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            AnalysisResult result = await With(compilation.Clone(), analyzers, isConcurrent: false).GetAnalysisResultAsync(CancellationToken.None).ConfigureAwait(false);
            for (int i = 0; i < analyzers.Length; i++)
            {
                own[i] = Math.Min(own[i], result.AnalyzerTelemetryInfo[analyzers[i]].ExecutionTime.TotalMilliseconds);
            }
        }

        Console.WriteLine("| analyzer | rules | time | of all analyzers |");
        Console.WriteLine("|---|---|---|---|");
        foreach ((int i, DiagnosticAnalyzer analyzer) in analyzers.Index())
        {
            string[] ids = [.. analyzer.SupportedDiagnostics.Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal)];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {analyzer.GetType().Name} | {(ids.Length == 1 ? ids[0] : $"{ids[0]} to {ids[^1]}")} | {own[i]:F0} ms | {own[i] / own.Sum():P0} |"));
        }
    }

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
    [
        .. typeof(HandlerAnalyzer).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The handlers are in order: a rule that fires would end the work on a handler early.</summary>
    private static async Task RefuseFindingsAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        ImmutableArray<Diagnostic> found = await With(compilation, analyzers, isConcurrent: true).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        if (found.FirstOrDefault(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning) is { } finding)
        {
            throw new InvalidOperationException($"The handlers are not in order: {finding}");
        }
    }

    private static Task<ImmutableArray<Diagnostic>> CheckAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        With(compilation, analyzers, isConcurrent: true).GetAllDiagnosticsAsync();

    private static CompilationWithAnalyzers With(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool isConcurrent) =>
        new(compilation, analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, isConcurrent, logAnalyzerExecutionTime: true));

    private static async Task<double[]> BestAsync(Compilation compilation, ImmutableArray<Func<Compilation, Task>> runs, int rounds)
    {
        var best = new double[runs.Length];
        Array.Fill(best, double.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                // Nobody has asked this one anything yet.
                Compilation fresh = compilation.Clone();
                GC.Collect();
                TimeSpan start = Environment.CpuUsage.TotalTime;
                await runs[i](fresh).ConfigureAwait(false);
                best[i] = Math.Min(best[i], (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            }
        }

        return best;
    }
}
