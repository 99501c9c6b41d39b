using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Corpus;

public sealed class CorpusTests
{
    /// <summary>A long soak takes every mutant, an ordinary run every sixth.</summary>
    private static int EveryMutant => Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is null ? 6 : 1;

    [Fact]
    public async Task Every_verdict_equals_what_running_every_path_shows()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        IReadOnlyList<CorpusCase> handlers = CorpusReader.Handlers(formsEach: 1);
        IEnumerable<CorpusCase> mutants = handlers.SelectMany(Mutators.Mutants).Where((_, i) => i % EveryMutant == 0);
        CorpusRun run = CorpusRun.Create([.. handlers, .. mutants]);
        string[] said = await run.AnalyzeAsync(cancellationToken);
        string[] shown = run.Execute();

        var wrong = new List<string>();
        for (int i = 0; i < run.Cases.Count; i++)
        {
            // What has more paths than are worth running has at least shown nothing that was not said.
            bool ranToTheEnd = !shown[i].EndsWith('?');
            if (ranToTheEnd ? said[i] != shown[i] : shown[i].TrimEnd('?').Except(said[i]).Any())
            {
                wrong.Add($"{run.Cases[i].Name}: analyzers say '{said[i]}', running shows '{shown[i]}'\n{run.Cases[i].Body}");
            }
        }

        int broken = shown.Count(s => s.Trim('?').Length > 0);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{run.Cases.Count(c => !c.IsMutant)} handlers and {run.Cases.Count(c => c.IsMutant)} mutants, {run.Cases.Count - broken} compliant, {broken} not, {shown.Count(s => s.EndsWith('?'))} not run to the end");
        if (Environment.GetEnvironmentVariable("AUDITGEN_CORPUS_LOG") is { } log)
        {
            await File.WriteAllTextAsync(log, string.Join("\n=====\n", wrong), cancellationToken);
        }

        shown.Count(s => s.EndsWith('?')).ShouldBeLessThan(run.Cases.Count / 100);
        wrong.ShouldBeEmpty($"{wrong.Count} wrong verdicts");
        run.Cases.Count(c => !c.IsMutant).ShouldBeGreaterThanOrEqualTo(150);
        run.Cases.Count.ShouldBeGreaterThanOrEqualTo(1000);
    }

    [Fact]
    public void The_corpus_is_mixed_and_a_naive_successor_walk_fails_it()
    {
        CorpusRun run = CorpusRun.Create(CorpusReader.Handlers(formsEach: 0));
        string[] shown = run.Execute();
        int compliant = shown.Count(s => s.Trim('?').Length == 0);
        compliant.ShouldBeInRange(run.Cases.Count * 4 / 10, run.Cases.Count * 7 / 10);

        bool[] naive = [.. run.Cases.Select((_, i) => NaiveWalk.Complains(run.Compilation, run.TreeOf(i)))];
        int missed = shown.Where((s, i) => s.Contains('x', StringComparison.Ordinal) && !naive[i]).Count();
        int falseAlarms = shown.Where((s, i) => !s.Contains('x', StringComparison.Ordinal) && naive[i]).Count();
        missed.ShouldBeGreaterThan(10);
        falseAlarms.ShouldBeGreaterThan(10);
    }
}
