using AuditGen.Benchmarks.Elasticsearch;
using AuditGen.Benchmarks.Journal;
using AuditGen.Benchmarks.Ledger;
using BenchmarkDotNet.Running;

// What is compared with a floor of the same run has its own name; everything else is BenchmarkDotNet's.
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
    default:
        BenchmarkSwitcher.FromAssembly(typeof(JournalBenchmarks).Assembly).Run(args);
        return 0;
}
