namespace AuditGen.Ledger.Tests.Verification;

public sealed class ResumeTests
{
    [Fact]
    public async Task A_stopped_verification_goes_on_where_it_was()
    {
        await using TestLog log = await new TestLog(segmentEvents: 50).RunAsync(rounds: 4, eventsEach: 100);
        await log.CloseAsync();
        string file = log.File("progress.json");
        using var stop = new CancellationTokenSource();
        long before = 0;
        var stopping = new Reports(progress =>
        {
            before = progress.Done;
            if (progress.Step == "events" && progress.Done >= 150)
            {
                stop.Cancel();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(() => LedgerVerifier.VerifyAsync(log.Request() with { ProgressFile = file, Workers = 1 }, stopping, stop.Token));
        File.Exists(file).ShouldBeTrue();
        long first = -1;
        var counting = new Reports(progress => first = first < 0 && progress.Step == "events" ? progress.Done : first);
        LedgerReport report = await LedgerVerifier.VerifyAsync(log.Request() with { ProgressFile = file, Workers = 1 }, counting, TestContext.Current.CancellationToken);
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.EventsRead.ShouldBe(400);
        before.ShouldBe(200);
        first.ShouldBe(300);
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Progress_of_another_log_or_cut_short_counts_for_nothing()
    {
        await using TestLog log = await new TestLog().RunAsync(rounds: 1, eventsEach: 10);
        string file = log.File("progress.json");
        await File.WriteAllTextAsync(file, "{\"Fingerprint\":\"another\",\"Done\":[],\"Passes\":[]}", TestContext.Current.CancellationToken);
        (await log.VerifyAsync(request => request with { ProgressFile = file })).EventsRead.ShouldBe(10);
        await File.WriteAllTextAsync(file, "{\"Finger", TestContext.Current.CancellationToken);
        (await log.VerifyAsync(request => request with { ProgressFile = file })).Verdict.ShouldBe(LedgerVerdict.Valid);
    }

    private sealed class Reports(Action<LedgerProgress> report) : IProgress<LedgerProgress>
    {
        public void Report(LedgerProgress value) => report(value);
    }
}
