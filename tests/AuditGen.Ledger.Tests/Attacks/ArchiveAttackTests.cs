using AuditGen.Retention;
using AuditGen.Sqlite;
using Microsoft.Data.Sqlite;

namespace AuditGen.Ledger.Tests.Attacks;

/// <summary>The attacker at archives: compressed months that nobody writes any more.</summary>
public sealed class ArchiveAttackTests
{
    private const string First = "2026-11.0.archive.db";
    private const string Second = "2026-12.0.archive.db";

    [Fact]
    public async Task Honest_archives_are_valid()
    {
        await using TestLog log = await LogAsync();
        Directory.GetFiles(log.StoreFolder, "*.archive.db").Select(Path.GetFileName).Order().ShouldBe([First, Second]);
        LedgerReport report = await log.VerifyStoreAsync();
        string.Join('\n', report.Faults).ShouldBeEmpty();
        report.EventsRead.ShouldBe(120);
    }

    [Fact]
    public async Task An_edited_block_is_found_and_its_events_are_named()
    {
        await using TestLog log = await LogAsync();
        await EditAsync(log, "UPDATE texts SET data = substr(data, 1, length(data) - 1)");
        LedgerReport report = await log.VerifyStoreAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        LedgerFault[] faults = [.. report.Faults.Where(fault => fault.Message.Contains("does not match its hash"))];
        faults.Select(fault => fault.Index).ShouldBe(Enumerable.Range(0, 60).Select(index => (long?)index));
    }

    [Fact]
    public async Task An_edited_field_of_an_archive_is_named()
    {
        await using TestLog log = await LogAsync();
        await EditAsync(log, "UPDATE events SET actor = (SELECT id FROM terms WHERE dimension = 0 LIMIT 1) WHERE idx = 31");
        LedgerFault fault = (await log.VerifyStoreAsync()).Faults.Single();
        fault.Index.ShouldBe(31);
        fault.Message.ShouldContain("its indexed Actor");
    }

    [Fact]
    public async Task Exchanged_archives_are_found()
    {
        await using TestLog log = await LogAsync();
        await log.CloseAsync();
        string first = Path.Combine(log.StoreFolder, First);
        string second = Path.Combine(log.StoreFolder, Second);
        File.Move(first, first + ".x");
        File.Move(second, first);
        File.Move(first + ".x", second);
        LedgerReport report = await log.VerifyStoreAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        report.Faults.ShouldContain(fault => fault.Message.Contains($"{First} is the file of another month or part"));
    }

    [Fact]
    public async Task A_missing_archive_makes_the_verdict_incomplete_and_its_events_are_named()
    {
        await using TestLog log = await LogAsync();
        await log.CloseAsync();
        File.Delete(Path.Combine(log.StoreFolder, First));
        LedgerReport report = await log.VerifyStoreAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Incomplete);
        report.Faults.ShouldContain(fault => fault.Message.Contains($"archive {First} with 60 events is not there"));
        report.Faults.ShouldContain(fault => fault.Index == 0 && fault.Message.Contains("to event 59 are missing"));
    }

    [Fact]
    public async Task A_missing_archive_does_not_excuse_other_missing_events()
    {
        await using TestLog log = await LogAsync();
        await EditAsync(log, "DELETE FROM events WHERE idx = 100", Second);
        File.Delete(Path.Combine(log.StoreFolder, First));
        (await log.VerifyStoreAsync()).Verdict.ShouldBe(LedgerVerdict.Tampered);
    }

    /// <summary>Sixty events in November, sixty in December, and both archived in the year after.</summary>
    private static async Task<TestLog> LogAsync()
    {
        TestLog log = await new TestLog(segmentEvents: 10_000).RunAsync(rounds: 2, eventsEach: 30);
        log.Time.Now = log.Time.Now.AddDays(20);
        await log.RunAsync(rounds: 2, eventsEach: 30);
        log.Time.Now = log.Time.Now.AddDays(100);
        return await log.IndexAsync(async store => await store.ArchiveAsync(new AtOnce(), TestContext.Current.CancellationToken));
    }

    private static async Task EditAsync(TestLog log, string sql, string file = First)
    {
        // Archives are written once, in rollback mode; the guards are put back as they were.
        await log.AttackSilentlyAsync(Path.Combine(log.StoreFolder, file), sql);
        SqliteConnection.ClearAllPools();
    }

    private sealed class AtOnce : IRetentionPolicies
    {
        public ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default) =>
            new(new AuditRetention { Hot = TimeSpan.Zero, Warm = TimeSpan.Zero });

        public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
