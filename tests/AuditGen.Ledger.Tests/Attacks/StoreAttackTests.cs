using System.Text;
using AuditGen.Sqlite;
using Microsoft.Data.Sqlite;

namespace AuditGen.Ledger.Tests.Attacks;

/// <summary>The same attacker at the stored documents of the embedded store.</summary>
public sealed class StoreAttackTests
{
    private const string Month = "../store/2026-11.0.events.db";
    private const string Nth = "(SELECT key FROM events WHERE idx = $i)";

    [Fact]
    public async Task An_honest_store_is_valid_by_itself()
    {
        await using TestLog log = await LogAsync();
        LedgerReport report = await log.VerifyStoreAsync();
        report.Faults.ShouldBeEmpty();
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.EventsRead.ShouldBe(120);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(119)]
    public async Task An_edited_text_is_named_also_with_its_leaf_hash(int index)
    {
        await using TestLog log = await LogAsync();
        byte[] text = Edit(await ReadAsync(log, index));
        await log.AttackSilentlyAsync(Month, $"UPDATE texts SET text = $t, leaf = $l WHERE key = {Nth}", ("$i", index), ("$t", text), ("$l", Leaf(text)));
        LedgerFault fault = Tampered(await log.VerifyStoreAsync()).Single();
        fault.Index.ShouldBe(index);
        fault.EventId.ShouldBe(log.Ids[index]);
        fault.Message.ShouldContain("edited or replaced");
    }

    [Theory]
    [InlineData("context")]
    [InlineData("actor")]
    [InlineData("resource_type")]
    [InlineData("action")]
    [InlineData("tenant")]
    [InlineData("outcome")]
    [InlineData("category")]
    [InlineData("on_behalf_of")]
    public async Task An_edit_of_one_indexed_field_alone_is_named(string column)
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Month, $"UPDATE events SET {column} = 1 + (SELECT max(id) FROM terms) WHERE idx = 71");
        LedgerFault fault = Tampered(await log.VerifyStoreAsync()).Single();
        fault.Index.ShouldBe(71);
        fault.EventId.ShouldBe(log.Ids[71]);
        fault.Message.ShouldContain("its indexed");
    }

    [Fact]
    public async Task A_renamed_term_changes_every_event_that_has_it()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Month, "UPDATE terms SET value = 'u-9' WHERE value = 'u-1'");
        LedgerFault[] faults = Tampered(await log.VerifyStoreAsync());
        faults.ShouldNotBeEmpty();
        faults.ShouldAllBe(fault => fault.Message == "its indexed Actor says 'u-9', its text 'u-1'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(119)]
    public async Task A_deleted_event_is_named(int index)
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Month, $"DELETE FROM texts WHERE key = {Nth}; DELETE FROM events WHERE idx = $i", ("$i", index));
        LedgerFault fault = Tampered(await log.VerifyStoreAsync()).Single();
        fault.Index.ShouldBe(index);
        fault.Message.ShouldBe("is missing");
    }

    [Fact]
    public async Task A_text_taken_from_under_its_row_is_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Month, $"DELETE FROM texts WHERE key = {Nth}", ("$i", 33));
        Tampered(await log.VerifyStoreAsync()).ShouldContain(fault => fault.Index == 33 && fault.EventId == log.Ids[33]);
    }

    [Fact]
    public async Task Swapped_texts_are_both_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(
            Month,
            "UPDATE events SET idx = -1 WHERE idx = 10; UPDATE events SET idx = 10 WHERE idx = 90; UPDATE events SET idx = 90 WHERE idx = -1");
        LedgerFault[] faults = Tampered(await log.VerifyStoreAsync());
        faults.ShouldContain(fault => fault.Index == 10 && fault.Message == "was event 90: it was moved");
        faults.ShouldContain(fault => fault.Index == 90 && fault.Message == "was event 10: it was moved");
    }

    [Fact]
    public async Task An_inserted_event_replayed_under_a_new_id_is_named()
    {
        await using TestLog log = await LogAsync();
        byte[] text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await ReadAsync(log, 40)).Replace(log.Ids[40].ToString()[..13], "019aa900-0000", StringComparison.Ordinal));
        await log.AttackSilentlyAsync(
            Month,
            $"INSERT INTO texts SELECT key + 1, $l, $t FROM texts WHERE key = {Nth}; "
            + $"INSERT INTO events SELECT key + 1, tail, 119, context, tenant, actor, on_behalf_of, resource_type, action, category, outcome FROM events WHERE key = {Nth}",
            ("$i", 40),
            ("$t", text),
            ("$l", Leaf(text)));
        Tampered(await log.VerifyStoreAsync()).ShouldContain(fault => fault.Index == 119 && fault.Message.Contains("was inserted"));
    }

    [Fact]
    public async Task A_missing_file_and_dropped_guards_are_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackAsync(Month, "SELECT 1");
        Tampered(await log.VerifyStoreAsync()).Single().Message.ShouldContain("Guards against changing events have been touched");
        SqliteConnection.ClearAllPools();
        File.Delete(Path.Combine(log.Folder, Month));
        LedgerFault[] faults = Tampered(await log.VerifyStoreAsync());
        faults.ShouldContain(fault => fault.Message.Contains("2026-11.0.events.db is missing"));
        faults.ShouldContain(fault => fault.Index == 0 && fault.Message.Contains("to event 119 are missing"));
    }

    [Fact]
    public async Task A_benign_duplicate_is_a_note()
    {
        await using TestLog log = await LogAsync();
        await log.CloseAsync();
        using SqliteJournalEvents once = SqliteJournalEvents.Open(log.Folder);
        using var twice = new Twice(once);
        LedgerReport report = await LedgerVerifier.VerifyAsync(log.Request() with { Copies = [twice], CheckContinuity = false }, cancellationToken: TestContext.Current.CancellationToken);
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Faults.Single().ToString().ShouldContain("120 events are stored more than once, equal to the byte");
    }

    private static async Task<TestLog> LogAsync()
    {
        TestLog log = await new TestLog(segmentEvents: 10_000).RunAsync(rounds: 4, eventsEach: 30);
        return await log.IndexAsync();
    }

    private static LedgerFault[] Tampered(LedgerReport report) => [.. report.Faults.Where(fault => fault.Kind == LedgerFaultKind.Tampered)];

    private static byte[] Leaf(byte[] text) => Convert.FromHexString(Sha256Hash.OfLeaf(text).ToString());

    private static byte[] Edit(byte[] text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace("\"note\"", "\"nota\"", StringComparison.Ordinal));

    private static async Task<byte[]> ReadAsync(TestLog log, int index)
    {
        await log.CloseAsync();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(log.Folder, Month)};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT text FROM texts WHERE key = (SELECT key FROM events WHERE idx = {index})";
        return (byte[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>A store in which a rollover made every event appear twice.</summary>
    private sealed class Twice(IStoredEvents events) : IStoredEvents
    {
        public string Name => "data stream";

        public System.Collections.Immutable.ImmutableArray<LedgerFault> Findings => [];

        public System.Collections.Immutable.ImmutableArray<StoredRange> MustHold => events.MustHold;

        public long EstimatedCount => events.EstimatedCount * 2;

        public System.Collections.Immutable.ImmutableArray<IStoredEventPart> Parts => [.. events.Parts, .. events.Parts];

        public void Dispose()
        {
        }
    }
}
