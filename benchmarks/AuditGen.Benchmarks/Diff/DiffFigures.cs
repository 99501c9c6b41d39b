using System.Diagnostics;
using System.Globalization;

namespace AuditGen.Benchmarks.Diff;

/// <summary>
/// The table of docs/performance/diff.md: every contender in turn, many rounds, the best round of each counts, so that other
/// work on the machine shows as little as possible. Ratios are to the diff written by hand, in the same run. Before the
/// rounds each contender runs until the compiler has done with it, the floor as well as the others.
/// </summary>
internal static class DiffFigures
{
    private static readonly int[] LineCounts = [5, 10, 1000];
    private static readonly int[] ChangeCounts = [0, 1, 2, 10];
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(500);

    public static void Print(int rounds)
    {
        if (rounds > 1)
        {
            WarmUp();
        }

        Console.WriteLine("| document | changes | contender | time | ratio | allocated |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int changes in ChangeCounts)
        {
            using var customer = new CustomerContenders(changes);
            if (customer.ByHand() != changes || customer.Generated() != changes)
            {
                throw new InvalidOperationException("The contenders do not say the same.");
            }

            Measure("30 members", changes, rounds, scale: 1, Contenders(customer));
        }

        foreach (int lines in LineCounts)
        {
            foreach (int changes in ChangeCounts.Where(changes => changes - 2 <= lines))
            {
                using DiffBenchmarks order = Order(lines, changes);
                Measure($"11 members, {lines} lines", changes, rounds, scale: lines > 100 ? 100 : 1, Contenders(order));
            }
        }
    }

    private static DiffBenchmarks Order(int lines, int changes)
    {
        var order = new DiffBenchmarks { Lines = lines, Changes = changes };
        order.Setup();
        return order;
    }

    private static (string Name, Func<int> Run)[] Contenders(CustomerContenders customer) =>
    [
        ("by hand", customer.ByHand),
        ("generated", customer.Generated),
        ("generated, with the state after", customer.CaptureAndGenerated),
        ("generated, with both states", customer.CaptureBothAndGenerated),
        ("CompareNETObjects", customer.CompareNetObjects),
        ("JsonDiffPatch.Net", () => customer.JsonDiffPatch()?.Length ?? 0),
        ("serialise both", () => customer.SerialiseBoth() ? 1 : 0),
    ];

    private static (string Name, Func<int> Run)[] Contenders(DiffBenchmarks order) =>
    [
        ("by hand", order.ByHand),
        ("generated", order.Generated),
        ("generated, with the state after", order.CaptureAndGenerated),
        ("generated, with both states", order.CaptureBothAndGenerated),
        ("CompareNETObjects", order.CompareNetObjects),
        ("JsonDiffPatch.Net", () => order.JsonDiffPatch()?.Length ?? 0),
        ("serialise both", () => order.SerialiseBoth() ? 1 : 0),
    ];

    /// <summary>Compiled code replaces the first one in the background, a while after a method has been called often.</summary>
    private static void WarmUp()
    {
        foreach (int changes in (int[])[0, 10])
        {
            using var customer = new CustomerContenders(changes);
            using DiffBenchmarks order = Order(10, changes);
            foreach ((_, Func<int> run) in Contenders(customer).Concat(Contenders(order)))
            {
                long start = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(start) < WarmUpTime)
                {
                    run();
                }
            }
        }
    }

    private static void Measure(string document, int changes, int rounds, int scale, (string Name, Func<int> Run)[] contenders)
    {
        var best = new double[contenders.Length];
        var bytes = new long[contenders.Length];
        Array.Fill(best, double.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                Func<int> run = contenders[i].Run;
                int count = Math.Max((i < 4 ? 4000 : 40) / scale, 1);
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < count; k++)
                {
                    run();
                }

                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalNanoseconds / count);
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
            }
        }

        for (int i = 0; i < contenders.Length; i++)
        {
            string time = best[i] < 10_000 ? $"{best[i]:F0} ns" : $"{best[i] / 1000:F1} µs";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {document} | {changes} | {contenders[i].Name} | {time} | {best[i] / best[0]:F2} | {bytes[i]} B |"));
        }
    }
}
