using System.Diagnostics;
using System.Globalization;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;

namespace AuditGen.Benchmarks.Journal;

/// <summary>
/// Writing, against the floor of the same run: floor and product take turns, so that what else the machine does hits both,
/// and the ratio is the median of the rounds.
/// </summary>
internal static class JournalBenchmarks
{
    private const int Size = 1024;

    public static Task RunAsync(string[] args) => RunAsync(
        args is [string given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 7, share: 1, args is [_, string folder, ..] ? folder : Path.GetTempPath());

    /// <summary>Runs everything in that many rounds, each with one part in <paramref name="share"/> of the work.</summary>
    public static async Task RunAsync(int rounds, int share, string folder)
    {
        string root = Path.Combine(folder, "auditgen-bench-" + Environment.ProcessId);
        try
        {
            await CommitAsync(root, rounds, share);
            await DurableAsync(root, rounds, share, intents: false);
            await DurableAsync(root, rounds, share, intents: true);
            await SingleAsync(root, rounds, share);
            await BufferedAsync(root, rounds, share);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>The journal alone, without callers: guards, checksums and segments against the plain table, in processor time.</summary>
    private static async Task CommitAsync(string root, int rounds, int share)
    {
        const int batch = 512;
        int total = 100_000 / share;
        var floors = new List<double>();
        var products = new List<double>();
        byte[] text = Text();
        JournalEntry[] entries =
        [
            .. Enumerable.Range(0, batch).Select(_ => new JournalEntry
            {
                Kind = JournalEntryKind.Event, Id = Guid.NewGuid(), Context = "finance", Text = text, Leaf = Sha256Hash.OfLeaf(text),
            }),
        ];
        for (int round = 0; round < rounds + 1; round++)
        {
            double floor = Fresh(root, folder =>
            {
                using var raw = new RawInserts(folder, text);
                return Processor(total, () => Repeat(total / batch, () => raw.Insert(batch)));
            });
            double product = await FreshAsync(root, async folder =>
            {
                await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal") });
                return Processor(total, () => Repeat(total / batch, () => journal.Commit(entries)));
            });
            if (round > 0)
            {
                floors.Add(floor);
                products.Add(product);
            }
        }

        Report(
            "journal alone, processor time",
            products.Zip(floors, static (p, f) => p / f),
            $"{Median.Of(products):F2} µs an event against {Median.Of(floors):F2} µs a row");
    }

    /// <summary>Many callers, each awaiting durability: 512 outstanding, against batches of 512.</summary>
    private static async Task DurableAsync(string root, int rounds, int share, bool intents)
    {
        const int outstanding = 512;
        int total = 100_000 / share;
        var floors = new List<double>();
        var products = new List<double>();
        for (int round = 0; round < rounds + 1; round++)
        {
            (double floor, double product) = await InTurnsAsync(
                round,
                () => Fresh(root, folder =>
                {
                    using var raw = new RawInserts(folder, Text());
                    return PerSecond(total, () => Repeat(total / outstanding, () => raw.Insert(outstanding)));
                }),
                () => FreshAsync(root, async folder =>
                {
                    await using var appends = new JournalAppends(folder, Text(), new AuditContextOptions { Intents = intents });
                    await appends.RunAsync(5_000 / share, outstanding);
                    long started = Stopwatch.GetTimestamp();
                    await appends.RunAsync(total, outstanding);
                    return total / Stopwatch.GetElapsedTime(started).TotalSeconds;
                }));
            if (round > 0)
            {
                floors.Add(floor);
                products.Add(product);
            }
        }

        Report(
            $"durable append, 1 KiB, 512 outstanding{(intents ? ", with intents" : "")}",
            products.Zip(floors, static (p, f) => p / f),
            $"{Median.Of(products):N0} events/s against {Median.Of(floors):N0} rows/s in batches of 512");
    }

    /// <summary>One caller: an awaited append against one synced insert.</summary>
    private static async Task SingleAsync(string root, int rounds, int share)
    {
        int total = 1_000 / share;
        var floors = new List<double>();
        var products = new List<double>();
        for (int round = 0; round < rounds + 1; round++)
        {
            (double floor, double product) = await InTurnsAsync(
                round,
                () => Fresh(root, folder =>
                {
                    using var raw = new RawInserts(folder, Text());
                    Repeat(100, () => raw.Insert(1));
                    return 1e6 / PerSecond(total, () => Repeat(total, () => raw.Insert(1)));
                }),
                () => FreshAsync(root, async folder =>
                {
                    await using var appends = new JournalAppends(folder, Text(), new AuditContextOptions { Intents = false });
                    await appends.RunAsync(100, 1);
                    long started = Stopwatch.GetTimestamp();
                    await appends.RunAsync(total, 1);
                    return Stopwatch.GetElapsedTime(started).TotalMicroseconds / total;
                }));
            if (round > 0)
            {
                floors.Add(floor);
                products.Add(product);
            }
        }

        Report("single awaited append, 1 KiB", products.Zip(floors, static (p, f) => p / f), $"{Median.Of(products):N0} µs against {Median.Of(floors):N0} µs");
    }

    /// <summary>What a buffered append costs the caller's thread, in bursts of 500.</summary>
    private static async Task BufferedAsync(string root, int rounds, int share)
    {
        const int total = 500;
        var times = new List<double>();
        var bytes = new List<double>();
        await FreshAsync(root, async folder =>
        {
            await using var appends = new JournalAppends(folder, Text(), new AuditContextOptions { Intents = false, Durability = Durability.Buffered });
            for (int round = 0; round < (50 * rounds / share) + 101; round++)
            {
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long started = Stopwatch.GetTimestamp();
                for (int i = 0; i < total; i++)
                {
                    appends.AppendBuffered();
                }

                double microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds / total;
                double each = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)total;
                await appends.WaitForAllAsync();
                if (round >= 100)
                {
                    times.Add(microseconds);
                    bytes.Add(each);
                }
            }

            return 0;
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"buffered append, 1 KiB, on the caller: median {Median.Of(times):F2} µs (best {times.Min():F2}), {Median.Of(bytes):F1} bytes allocated"));
    }

    private static byte[] Text() => [.. "{\"v\":1,\"fill\":\""u8, .. Enumerable.Repeat((byte)'x', Size - 17), .. "\"}"u8];

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    private static double Processor(int count, Action run)
    {
        TimeSpan started = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - started).TotalMicroseconds / count;
    }

    private static double PerSecond(int count, Action run)
    {
        long started = Stopwatch.GetTimestamp();
        run();
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Floor first in one round, product first in the next: what one leaves for the disk to do hits both.</summary>
    private static async Task<(double Floor, double Product)> InTurnsAsync(int round, Func<double> floor, Func<Task<double>> product)
    {
        if (round % 2 == 0)
        {
            double first = floor();
            return (first, await product());
        }

        double earlier = await product();
        return (floor(), earlier);
    }

    private static double Fresh(string root, Func<string, double> measure)
    {
        Directory.CreateDirectory(root);
        double result = measure(root);
        Directory.Delete(root, recursive: true);
        return result;
    }

    private static async Task<double> FreshAsync(string root, Func<string, Task<double>> measure)
    {
        Directory.CreateDirectory(root);
        double result = await measure(root);
        Directory.Delete(root, recursive: true);
        Directory.CreateDirectory(root);
        return result;
    }

    private static void Report(string what, IEnumerable<double> ratios, string figures)
    {
        double[] sorted = [.. ratios.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: ratio {Median.Of(sorted):F2} (from {sorted[0]:F2} to {sorted[^1]:F2}); {figures}"));
    }
}
