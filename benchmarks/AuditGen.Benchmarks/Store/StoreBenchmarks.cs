using System.Diagnostics;
using System.Globalization;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Retention;
using AuditGen.Sqlite;

namespace AuditGen.Benchmarks.Store;

/// <summary>
/// The embedded store at size: <c>store [events] [folder] [--keep]</c>. Indexes so many events (a million by default) of nine
/// months, archives the first six, then asks questions while a writer goes on, and prints every figure beside its budget. With
/// <c>--keep</c> a store that is in the folder already is asked as it is, and stays for the next run: of the questions only.
/// </summary>
internal static class StoreBenchmarks
{
    private const string Keep = "--keep";

    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_to = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string[] args)
    {
        string[] given = [.. args.Where(static arg => arg != Keep)];
        int events = given.Length > 0 ? int.Parse(given[0], CultureInfo.InvariantCulture) : 1_000_000;
        string folder = given.Length > 1 ? given[1] : Path.Combine(Path.GetTempPath(), "auditgen-store-benchmark");
        if (given.Length == args.Length)
        {
            await RunAsync(events, folder, lagSeconds: 20);
            return;
        }

        if (!Directory.Exists(folder))
        {
            using PeakMemory memory = new();
            await BuildAsync(events, folder, memory);
        }

        // The writer adds events: what is kept stays as it was built.
        string asked = folder + "-asked";
        Copy(folder, asked);
        using PeakMemory asking = new();
        await AskAsync(events, asked, asking);
        Directory.Delete(asked, recursive: true);
    }

    /// <summary>Runs everything over so many events, and follows a writer for so many seconds.</summary>
    public static async Task RunAsync(int events, string folder, int lagSeconds)
    {
        Remove(folder);
        using PeakMemory memory = new();
        await BuildAsync(events, folder, memory);
        await AskAsync(events, folder, memory);
        Remove(folder);
        await StoreLag.RunAsync(folder, lagSeconds);
        memory.Report("lag");
    }

    private static async Task BuildAsync(int events, string folder, PeakMemory memory)
    {
        CountedJournal journal = new();
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = folder }, journal);
        Console.WriteLine($"{events:N0} events, {Environment.ProcessorCount} cores, {folder}");
        await IndexAsync(store, journal, new BenchmarkEvents(1), events, folder, index => s_from + ((s_to - s_from) * ((double)index / events)));
        memory.Report("indexing");
        await ArchiveAsync(store);
        memory.Report("archiving");
    }

    private static async Task AskAsync(int events, string folder, PeakMemory memory)
    {
        CountedJournal journal = new() { NextIndex = events };
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = folder }, journal);
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() => WriteAsync(store, journal, new BenchmarkEvents(2), TimeSpan.FromMilliseconds(100), 200, stop.Token));
        await StoreQuestions.RunAsync(store);
        await stop.CancelAsync();
        await writer;
        memory.Report("questions");
        AuditStoreStatus status = await store.StatusAsync();
        Console.WriteLine($"{status.Events:N0} events in {status.Bytes / 1048576.0:N0} MiB");
        foreach (AuditStoreSegment segment in status.Segments)
        {
            Console.WriteLine($"  {segment.Name} {segment.Tier,-5} {segment.Events,9:N0} events {(double)segment.Bytes / Math.Max(1, segment.Events),6:N0} bytes each");
        }
    }

    private static void Copy(string folder, string target)
    {
        Remove(target);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task IndexAsync(
        SqliteAuditStore store, CountedJournal journal, BenchmarkEvents source, int events, string folder, Func<long, DateTimeOffset> time)
    {
        const int PageSize = 8192;
        using JournalPage page = new();
        using RawFloor floor = new(folder + "-floor.db");
        TimeSpan spent = TimeSpan.Zero;
        TimeSpan raw = TimeSpan.Zero;
        long bytes = 0;
        int step = Math.Max(PageSize, events / 10);
        TimeSpan stepSpent = TimeSpan.Zero;
        int stepEvents = 0;
        for (int index = 0; index < events;)
        {
            int count = Math.Min(PageSize, events - index);
            source.Fill(page, index, count, time);
            bytes += page.Bytes;
            index += count;
            journal.NextIndex = index;
            long start = Stopwatch.GetTimestamp();
            await store.ConsumeAsync(page, CancellationToken.None);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            spent += took;
            stepSpent += took;
            stepEvents += count;
            start = Stopwatch.GetTimestamp();
            floor.Insert(page);
            raw += Stopwatch.GetElapsedTime(start);
            if (stepEvents >= step || index == events)
            {
                Console.WriteLine($"  indexed {index,9:N0}: {stepEvents / stepSpent.TotalSeconds,8:N0} events/s");
                (stepSpent, stepEvents) = (TimeSpan.Zero, 0);
            }
        }

        Console.WriteLine($"indexing: {events / spent.TotalSeconds:N0} events/s of {bytes / events:N0} bytes (budget 15,000); plain inserts {events / raw.TotalSeconds:N0}/s, ratio {raw / spent:P0}");
    }

    private static async Task ArchiveAsync(SqliteAuditStore store)
    {
        DateTimeOffset last = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);
        AuditRetention retention = new() { Hot = DateTimeOffset.UtcNow - last.AddDays(3), Warm = TimeSpan.Zero };
        long start = Stopwatch.GetTimestamp();
        ArchivingReport report = await store.ArchiveAsync(new OneRetention(retention));
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Console.WriteLine($"archiving: {report.Archived.Length} months, {report.Events:N0} events, {report.Events / took.TotalSeconds:N0} events/s, {report.BytesBefore / 1048576.0:N0} MiB -> {report.BytesAfter / 1048576.0:N0} MiB");
    }

    private static async Task WriteAsync(
        SqliteAuditStore store, CountedJournal journal, BenchmarkEvents source, TimeSpan pause, int count, CancellationToken stop)
    {
        using JournalPage page = new();
        long first = journal.NextIndex;
        while (!stop.IsCancellationRequested)
        {
            source.Fill(page, journal.NextIndex, count, index => s_to + TimeSpan.FromMilliseconds(index - first));
            journal.NextIndex += count;
            await store.ConsumeAsync(page, CancellationToken.None);
            try
            {
                await Task.Delay(pause, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
