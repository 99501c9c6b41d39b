using AuditGen.Benchmarks.Elasticsearch;
using AuditGen.Benchmarks.Journal;
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
    default:
        BenchmarkSwitcher.FromAssembly(typeof(JournalBenchmarks).Assembly).Run(args);
        return 0;
}
