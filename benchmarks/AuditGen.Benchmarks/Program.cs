using AuditGen.Benchmarks.Diff;
using AuditGen.Benchmarks.Elasticsearch;
using AuditGen.Benchmarks.Journal;
using AuditGen.Benchmarks.Ledger;
using AuditGen.Benchmarks.Store;
using BenchmarkDotNet.Running;

// What is compared with a floor or a budget in one run has its own name; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["journal", .. string[] rest]:
        await JournalBenchmarks.RunAsync(rest);
        return 0;
    case ["elasticsearch"]:
        return await ExportBenchmark.RunAsync();
    case ["null-server"]:
        return await NullServer.RunAsync();
    case ["ledger", .. string[] rest]:
        await LedgerBenchmarks.RunAsync(rest);
        return 0;
    case ["store-cost", string folder]:
        await StoreCost.RunAsync(folder);
        return 0;
    case ["store", .. string[] rest]:
        await StoreBenchmarks.RunAsync(rest);
        return 0;
    case ["diff"]:
        DiffFigures.Print();
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(JournalBenchmarks).Assembly).Run(args);
        return 0;
}
