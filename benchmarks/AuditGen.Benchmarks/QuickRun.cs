using AuditGen.Benchmarks.Analyzers;
using AuditGen.Benchmarks.Commands;
using AuditGen.Benchmarks.Diff;
using AuditGen.Benchmarks.Elasticsearch;
using AuditGen.Benchmarks.EntityFramework;
using AuditGen.Benchmarks.Generators;
using AuditGen.Benchmarks.Investigate;
using AuditGen.Benchmarks.Journal;
using AuditGen.Benchmarks.Ledger;
using AuditGen.Benchmarks.Store;
using AuditGen.Benchmarks.Text;

namespace AuditGen.Benchmarks;

/// <summary>Every benchmark once at its smallest size: proves that each still runs. The figures mean nothing.</summary>
internal static class QuickRun
{
    public static async Task<int> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("auditgen-quick-").FullName;
        try
        {
            Title("diff");
            DiffFigures.Print(rounds: 1);
            Title("generator");
            GeneratorFigures.Print([5], rounds: 1);
            Title("analyzers");
            await AnalyzerFigures.PrintAsync(handlers: 20, rounds: 1).ConfigureAwait(false);
            Title("text");
            EventTextBenchmark.Run(rounds: 1);
            Title("command");
            await CommandBenchmark.RunAsync(rounds: 1, commands: 64).ConfigureAwait(false);
            Title("journal");
            await JournalBenchmarks.RunAsync(rounds: 1, share: 50, folder).ConfigureAwait(false);
            Title("store");
            await StoreBenchmarks.RunAsync(20_000, Path.Combine(folder, "store"), lagSeconds: 1).ConfigureAwait(false);
            Title("investigate");
            await InvestigateBenchmark.RunAsync(3_000, Path.Combine(folder, "investigate"), rounds: 1, openings: 1).ConfigureAwait(false);
            Title("ledger");
            await LedgerBenchmarks.RunAsync(["2000", "0"]).ConfigureAwait(false);
            Title("store-cost");
            await StoreCost.RunAsync(Path.Combine(folder, "store-cost"), count: 1).ConfigureAwait(false);
            Title("entity-framework");
            await EntityFrameworkBenchmark.RunAsync(["1"]).ConfigureAwait(false);
            Title("elasticsearch");
            int failed = await ExportBenchmark.RunAsync(rounds: 1, pagesPerRound: 1).ConfigureAwait(false);
            Console.WriteLine(failed == 0 ? "quick run: every benchmark ran" : "quick run: the export failed");
            return failed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Title(string name) => Console.WriteLine($"\n## {name}\n");
}
