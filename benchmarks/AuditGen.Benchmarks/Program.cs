using System.Globalization;
using AuditGen.Benchmarks;
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
using BenchmarkDotNet.Running;

// What is compared with a floor or a budget in one run has its own name; everything else is BenchmarkDotNet's.
switch (args)
{
    case [] or ["--help" or "-h" or "help"]:
        Console.WriteLine("""
            What AuditGen costs, each figure beside its floor from the same run.

              dotnet run -c Release --project benchmarks/AuditGen.Benchmarks -- VERB

              diff                         generated diff, one written by hand, two libraries, serialise-and-compare
              generator [TYPES …]          first run and edits of 100, 500 and 1,000 types against a generator with an empty body
              analyzers [HANDLERS]         what the analyzers add to the compile of 1,000 command handlers
              text                         event text against System.Text.Json's source-generated serialiser
              command                      a decorated handler minus the plain one, in each durability
              journal [ROUNDS] [FOLDER]    durable, single and buffered append against plain synced inserts
              store [EVENTS] [FOLDER] [--keep]  indexing, archives, questions beside a writer, lag (a million by default); --keep asks a copy of the store in FOLDER
              store-cost FOLDER            what each part of indexing costs
              investigate [EVENTS] [FOLDER]  first pages over HTTP and the page in a browser (a million events by default; a folder is kept)
              ledger [EVENTS] [MILLIONS]   sealing, verification against SHA-256, memory at millions of leaves
              entity-framework [ROUNDS]    what capturing adds to SaveChanges of 100 entities
              elasticsearch                an exported event against bodies made before, to a null server in another process
              --quick                      every one of these once, as small as it goes; the figures mean nothing
              --filter '*Diff*'            BenchmarkDotNet's own options run its benchmarks
            """);
        return 0;
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
    case ["investigate", .. string[] rest]:
        await InvestigateBenchmark.RunAsync(rest);
        return 0;
    case ["entity-framework", .. string[] rest]:
        await EntityFrameworkBenchmark.RunAsync(rest);
        return 0;
    case ["diff"]:
        DiffFigures.Print(rounds: 60);
        return 0;
    case ["analyzers", .. string[] handlers]:
        await AnalyzerFigures.PrintAsync(handlers.Length == 0 ? 1000 : int.Parse(handlers[0], CultureInfo.InvariantCulture), rounds: 2);
        return 0;
    case ["text"]:
        EventTextBenchmark.Run(rounds: 200);
        return 0;
    case ["command"]:
        await CommandBenchmark.RunAsync(rounds: 7, commands: 2_000);
        return 0;
    case ["--quick"]:
        return await QuickRun.RunAsync();
    case ["generator", .. string[] counts]:
        GeneratorFigures.Print(counts.Length == 0 ? [100, 500, 1000] : [.. counts.Select(static count => int.Parse(count, CultureInfo.InvariantCulture))], rounds: 7);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(JournalBenchmarks).Assembly).Run(args);
        return 0;
}
