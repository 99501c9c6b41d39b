using System.Diagnostics;
using System.Globalization;

namespace AuditGen.Benchmarks.Diff;

/// <summary>
/// The table of docs/performance/diff.md: every contender in turn, many rounds, the best round of each counts, so that other
/// work on the machine shows as little as possible. Ratios are to the diff written by hand, in the same run.
/// </summary>
internal static class DiffFigures
{
    private static readonly int[] LineCounts = [5, 10, 1000];
    private static readonly int[] ChangeCounts = [0, 1, 2, 10];

    public static void Print(int rounds)
    {
        Console.WriteLine("| document | changes | contender | time | ratio | allocated |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int changes in ChangeCounts)
        {
            MeasureCustomer(changes, rounds);
        }

        foreach (int lines in LineCounts)
        {
            foreach (int changes in ChangeCounts.Where(changes => changes - 2 <= lines))
            {
                MeasureOrder(lines, changes, rounds);
            }
        }
    }

    private static void MeasureCustomer(int changes, int rounds)
    {
        using var customer = new CustomerContenders(changes);
        if (customer.ByHand() != changes || customer.Generated() != changes)
        {
            throw new InvalidOperationException("The contenders do not say the same.");
        }

        Measure("30 members", changes, rounds, scale: 1,
        [
            ("by hand", () => customer.ByHand()),
            ("generated", () => customer.Generated()),
            ("generated, with capture", () => customer.CaptureAndGenerated()),
            ("CompareNETObjects", () => customer.CompareNetObjects()),
            ("JsonDiffPatch.Net", () => customer.JsonDiffPatch()),
            ("serialise both", () => customer.SerialiseBoth()),
        ]);
    }

    private static void MeasureOrder(int lines, int changes, int rounds)
    {
        using var benchmarks = new DiffBenchmarks { Lines = lines, Changes = changes };
        benchmarks.Setup();
        Measure($"11 members, {lines} lines", changes, rounds, scale: lines > 100 ? 100 : 1,
        [
            ("by hand", () => benchmarks.ByHand()),
            ("generated", () => benchmarks.Generated()),
            ("generated, with capture", () => benchmarks.CaptureAndGenerated()),
            ("CompareNETObjects", () => benchmarks.CompareNetObjects()),
            ("JsonDiffPatch.Net", () => benchmarks.JsonDiffPatch()),
            ("serialise both", () => benchmarks.SerialiseBoth()),
        ]);
    }

    private static void Measure(string document, int changes, int rounds, int scale, (string Name, Func<object?> Run)[] contenders)
    {
        var best = new double[contenders.Length];
        var bytes = new long[contenders.Length];
        Array.Fill(best, double.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                // The first rounds are for the compiler.
                int count = (i < 3 ? 4000 : 40) / scale;
                count = Math.Max(count, 1);
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < count; k++)
                {
                    contenders[i].Run();
                }

                double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
                best[i] = Math.Min(best[i], time);

                // Boxing the result is the harness's, not the contender's.
                bytes[i] = ((GC.GetAllocatedBytesForCurrentThread() - allocated) / count) - (i == 4 ? 0 : 24);
            }
        }

        for (int i = 0; i < contenders.Length; i++)
        {
            string time = best[i] < 10_000 ? $"{best[i]:F0} ns" : $"{best[i] / 1000:F1} µs";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {document} | {changes} | {contenders[i].Name} | {time} | {best[i] / best[0]:F2} | {Math.Max(0, bytes[i])} B |"));
        }
    }
}
