namespace AuditGen.Ledger.Tests.Verification;

public sealed class HonestLogTests
{
    [Fact]
    public async Task A_sealed_log_is_valid_and_remembered()
    {
        await using TestLog log = await new TestLog().RunAsync(rounds: 7, eventsEach: 90, anchor: true);
        log.Append(5);
        LedgerReport report = await log.VerifyAsync(request => request with { Anchors = [log.Anchor], Memory = log.Memory });
        string.Join('\n', report.Faults).ShouldBe("note: in the copies given: 5 events wait for a checkpoint: they are not proven yet");
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Covered.ShouldBe(630);
        report.Waiting.ShouldBe(5);
        report.Checkpoint!.Size.ShouldBe(630);
        File.ReadAllLines(log.Memory.Name).Length.ShouldBe(1);
        await log.VerifyAsync(request => request with { Memory = log.Memory });
        File.ReadAllLines(log.Memory.Name).Length.ShouldBe(1);
        await log.SealAsync();
        (await log.VerifyAsync(request => request with { Memory = log.Memory })).Verdict.ShouldBe(LedgerVerdict.Valid);
        File.ReadAllLines(log.Memory.Name).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_log_that_was_never_sealed_is_incomplete()
    {
        await using var log = new TestLog();
        log.Append(3);
        await log.OpenSealerAsync();
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Incomplete);
        report.Waiting.ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_key_the_verdict_is_incomplete()
    {
        await using TestLog log = await new TestLog().RunAsync(1, 10);
        LedgerReport report = await log.VerifyAsync(request => request with { Keys = [] });
        report.Verdict.ShouldBe(LedgerVerdict.Incomplete);
        report.Tampered.ShouldBe(0);
    }
}
