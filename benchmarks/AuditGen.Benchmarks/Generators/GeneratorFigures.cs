using System.Diagnostics;
using System.Globalization;
using AuditGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Benchmarks.Generators;

/// <summary>
/// The table of docs/performance/generator.md: what the generator costs an editor, beside a generator with the same attribute
/// and an empty body in the same run. The best of several rounds counts, because the machine has other work.
/// </summary>
internal static class GeneratorFigures
{
    private static readonly (string Name, Func<CSharpCompilation, int, CSharpCompilation> Change)[] Edits =
    [
        ("statement elsewhere", GeneratedDomain.EditUnrelated),
        ("member elsewhere", GeneratedDomain.DeclareUnrelated),
        ("member of one resource", GeneratedDomain.EditRelated),
    ];

    public static void Print(int[] counts, int rounds)
    {
        Console.WriteLine("| types | edit | generator | empty generator | ratio | allocated | output steps run again |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (int types in counts)
        {
            CSharpCompilation compilation = GeneratedDomain.Make(types);
            Row(types, "first run", Best(rounds, () => First(new AuditableGenerator(), compilation)), Best(rounds, () => First(new EmptyGenerator(), compilation)), "");
            foreach ((string name, Func<CSharpCompilation, int, CSharpCompilation> change) in Edits)
            {
                Row(
                    types,
                    name,
                    Edited(new AuditableGenerator(), compilation, change, rounds),
                    Edited(new EmptyGenerator(), compilation, change, rounds),
                    OutputsRunAgain(compilation, change).ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static void Row(int types, string edit, Cost ours, Cost floor, string steps) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {types} | {edit} | {ours.Milliseconds:F1} ms | {floor.Milliseconds:F1} ms | {ours.Milliseconds / floor.Milliseconds:F2} | {ours.Kilobytes:F0} KB (empty: {floor.Kilobytes:F0} KB) | {steps} |"));

    /// <summary>A new driver over a compilation that nobody has asked anything yet.</summary>
    private static Cost First(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        CSharpCompilation fresh = compilation.Clone();
        return Timed(() => driver = driver.RunGenerators(fresh));
    }

    private static Cost Edited(IIncrementalGenerator generator, CSharpCompilation compilation, Func<CSharpCompilation, int, CSharpCompilation> change, int rounds)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGenerators(compilation);
        int version = 0;
        return Best(rounds, () =>
        {
            CSharpCompilation edited = change(compilation, ++version);
            return Timed(() => driver = driver.RunGenerators(edited));
        });
    }

    private static Cost Best(int rounds, Func<Cost> run)
    {
        var best = new Cost(double.MaxValue, double.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            Cost cost = run();
            best = new Cost(Math.Min(best.Milliseconds, cost.Milliseconds), Math.Min(best.Kilobytes, cost.Kilobytes));
        }

        return best;
    }

    private static Cost Timed(Action run)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        run();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Cost(milliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0);
    }

    private static int OutputsRunAgain(CSharpCompilation compilation, Func<CSharpCompilation, int, CSharpCompilation> change)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new AuditableGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation).RunGenerators(change(compilation, 1000));
        return driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(static step => step.Value)
            .Count(static run => run.Outputs.Any(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
    }

    private readonly record struct Cost(double Milliseconds, double Kilobytes);
}
