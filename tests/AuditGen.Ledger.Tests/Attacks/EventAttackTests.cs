using System.Text;
using AuditGen.Sqlite;
using Microsoft.Data.Sqlite;

namespace AuditGen.Ledger.Tests.Attacks;

/// <summary>An attacker who owns the journal's files and puts the guards back afterwards: each attack is named at its event.</summary>
public sealed class EventAttackTests
{
    private const string Segment = "segment-0000000000000000.db";

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(119)]
    public async Task An_edited_event_is_named(int index)
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Segment, "UPDATE events SET text = CAST(replace(CAST(text AS TEXT), '\"op\":', '\"oP\":') AS BLOB) WHERE idx = $i", ("$i", index));
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        LedgerFault fault = report.Faults.Single(fault => fault.Kind == LedgerFaultKind.Tampered);
        fault.Index.ShouldBe(index);
        fault.EventId.ShouldBe(log.Ids[index]);
        fault.Message.ShouldContain("edited or replaced");
    }

    [Fact]
    public async Task An_edited_event_whose_leaf_and_checksum_were_computed_again_is_named()
    {
        await using TestLog log = await LogAsync();
        byte[] text = await ReadAsync(log, 33);
        text[^3] ^= 1;
        await log.AttackSilentlyAsync(
            Segment,
            "UPDATE events SET text = $t, leaf = $l, crc = 0 WHERE idx = 33",
            ("$t", text),
            ("$l", Convert.FromHexString(Sha256Hash.OfLeaf(text).ToString())));
        LedgerReport report = await log.VerifyAsync();
        report.Faults.ShouldContain(fault => fault.Index == 33 && fault.Message.Contains("edited or replaced"));
    }

    [Theory]
    [InlineData("context = 'hr'", "column context says 'hr'")]
    [InlineData("id = x'0198c5d2000070008000000000000001'", "column id says 0198c5d2-0000-7000-8000-000000000001")]
    [InlineData("leaf = zeroblob(32)", "leaf")]
    [InlineData("crc = 7", "checksum")]
    public async Task An_edit_of_indexed_fields_alone_is_named(string set, string message)
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Segment, $"UPDATE events SET {set} WHERE idx = 71");
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        LedgerFault[] faults = [.. report.Faults.Where(fault => fault.Kind == LedgerFaultKind.Tampered)];
        faults.ShouldAllBe(fault => fault.Index == 71);
        faults.ShouldContain(fault => fault.Message.Contains(message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(119)]
    public async Task A_deleted_event_is_named_whether_or_not_the_rest_is_renumbered(int index)
    {
        await using (TestLog log = await LogAsync())
        {
            await log.AttackSilentlyAsync(Segment, "DELETE FROM events WHERE idx = $i", ("$i", index));
            LedgerReport report = await log.VerifyAsync();
            report.Faults.Single(fault => fault.Kind == LedgerFaultKind.Tampered).ToString().ShouldContain($"event {index} in journal");
            report.Faults[0].Message.ShouldBe("is missing");
        }

        await using (TestLog log = await LogAsync())
        {
            await log.AttackSilentlyAsync(
                Segment,
                "DELETE FROM events WHERE idx = $i; UPDATE events SET idx = -idx WHERE idx > $i; UPDATE events SET idx = -idx - 1 WHERE idx < 0",
                ("$i", index));
            LedgerReport report = await log.VerifyAsync(request => request with { CheckContinuity = false });
            report.Faults.ShouldContain(fault => fault.Index == index && fault.Message == "is missing");
            if (index < 118)
            {
                report.Faults.ShouldContain(fault => fault.Index == index && fault.Message.Contains("one place too early"));
            }
        }
    }

    [Fact]
    public async Task An_inserted_event_is_named_and_the_ones_after_it_as_renumbered()
    {
        await using TestLog log = await LogAsync();
        byte[] forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await ReadAsync(log, 40)).Replace("\"u-", "\"x-", StringComparison.Ordinal));
        await log.AttackSilentlyAsync(
            Segment,
            "UPDATE events SET idx = -idx - 1 WHERE idx >= 50; UPDATE events SET idx = -idx WHERE idx < 0; "
            + "INSERT INTO events SELECT 50, id, context, leaf, crc, $t FROM events WHERE idx = 40",
            ("$t", forged));
        LedgerReport report = await log.VerifyAsync(request => request with { HashOnly = true });
        report.Faults.ShouldContain(fault => fault.Index == 50 && fault.Message.Contains("was inserted"));
        report.Faults.ShouldContain(fault => fault.Index == 51 && fault.Message.Contains("one place too late"));
        report.Faults.ShouldNotContain(fault => fault.Message.Contains("missing"));
    }

    [Fact]
    public async Task An_event_replayed_under_a_new_id_is_named()
    {
        await using TestLog log = await LogAsync();
        byte[] original = await ReadAsync(log, 40);
        byte[] replay = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(original).Replace(log.Ids[40].ToString(), "0198c5d2-0000-7000-8000-000000000001", StringComparison.Ordinal));
        await log.AttackSilentlyAsync(
            Segment,
            "UPDATE events SET idx = -idx - 1 WHERE idx >= 90; UPDATE events SET idx = -idx WHERE idx < 0; "
            + "INSERT INTO events SELECT 90, x'0198c5d2000070008000000000000001', context, leaf, crc, $t FROM events WHERE idx = 40",
            ("$t", replay));
        (await log.VerifyAsync()).Faults.ShouldContain(fault => fault.Index == 90 && fault.Message.Contains("was inserted"));
    }

    [Fact]
    public async Task An_event_copied_to_another_place_of_the_log_is_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(
            Segment,
            "UPDATE events SET idx = -idx - 1 WHERE idx >= 90; UPDATE events SET idx = -idx WHERE idx < 0; "
            + "INSERT INTO events SELECT 90, id, context, leaf, crc, text FROM events WHERE idx = 40");
        (await log.VerifyAsync()).Faults.ShouldContain(fault => fault.Index == 90 && fault.Kind == LedgerFaultKind.Tampered);
    }

    [Theory]
    [InlineData(20, 21)]
    [InlineData(3, 110)]
    public async Task Two_swapped_events_are_both_named(int first, int second)
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(
            Segment,
            "UPDATE events SET idx = -1 WHERE idx = $a; UPDATE events SET idx = $a WHERE idx = $b; UPDATE events SET idx = $b WHERE idx = -1",
            ("$a", first),
            ("$b", second));
        LedgerReport report = await log.VerifyAsync(request => request with { HashOnly = true });
        report.Faults.ShouldContain(fault => fault.Index == first && fault.Message == $"was event {second}: it was moved");
        report.Faults.ShouldContain(fault => fault.Index == second && fault.Message == $"was event {first}: it was moved");
        report.Tampered.ShouldBe(2);
    }

    [Fact]
    public async Task A_truncated_tail_is_named()
    {
        await using TestLog log = await LogAsync();
        await log.AttackSilentlyAsync(Segment, "DELETE FROM events WHERE idx >= 100");
        LedgerFault fault = (await log.VerifyAsync()).Faults[0];
        fault.Index.ShouldBe(100);
        fault.Message.ShouldBe("to event 119 are missing: 20 events");
    }

    [Fact]
    public async Task Dropped_guards_are_found_even_where_nothing_else_was_done()
    {
        await using TestLog log = await LogAsync();
        await log.AttackAsync(Segment, "SELECT 1");
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        report.Faults[0].Message.ShouldContain("Guards against changing events have been touched");
    }

    [Fact]
    public async Task A_missing_segment_is_named_and_so_is_one_of_another_log()
    {
        await using TestLog log = await new TestLog(segmentEvents: 30).RunAsync(4, 30);
        await log.CloseAsync();
        File.Delete(Path.Combine(log.Folder, "segment-0000000000000060.db"));
        LedgerReport report = await log.VerifyAsync();
        report.Faults.ShouldContain(fault => fault.Index == 60 && fault.Message.Contains("not released"));
        report.Faults.ShouldContain(fault => fault.Index == 60 && fault.Message.Contains("to event 89 are missing"));

        await using TestLog other = await new TestLog(seed: 9, origin: "other.example/log", segmentEvents: 30).RunAsync(4, 30);
        await other.CloseAsync();
        File.Copy(Path.Combine(other.Folder, "segment-0000000000000060.db"), Path.Combine(log.Folder, "segment-0000000000000060.db"));
        LedgerFault[] faults = [.. (await log.VerifyAsync(request => request with { HashOnly = true })).Faults.Where(fault => fault.Kind == LedgerFaultKind.Tampered)];
        faults.Length.ShouldBe(30);
        faults.Select(fault => fault.Index).ShouldBe(Enumerable.Range(60, 30).Select(index => (long?)index));
        faults.ShouldAllBe(fault => fault.Message.Contains("edited or replaced"));
    }

    [Fact]
    public async Task A_segment_that_is_no_database_makes_the_verdict_incomplete_or_worse()
    {
        await using TestLog log = await new TestLog(segmentEvents: 30).RunAsync(4, 30);
        await log.CloseAsync();
        await File.WriteAllBytesAsync(Path.Combine(log.Folder, "segment-0000000000000030.db"), new byte[4096], None);
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Tampered);
        report.Faults.ShouldContain(fault => fault.Index == 30 && fault.Message.Contains("to event 59 are missing"));
    }

    [Fact]
    public async Task An_edit_past_the_application_breaks_continuity_and_is_listed_apart()
    {
        await using var log = new TestLog();
        log.Append(10);
        byte[] text = Encoding.UTF8.GetBytes(
            """{"v":1,"id":"019b0000-0000-7000-8000-000000000001","ts":"2026-11-22T09:00:00.0000000Z","context":"finance","action":"invoice.update","category":"update","type":"InvoiceUpdate","outcome":"success","operation":"019b0000-0000-7000-8000-000000000001","actor":{"id":"u-1","kind":"user"},"resource":{"type":"invoice","id":"900"},"changes":[{"path":"/total","op":"add","new":5}]}""");
        byte[] later = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)
            .Replace("000000000001\"", "000000000002\"", StringComparison.Ordinal)
            .Replace("\"op\":\"add\",\"new\":5", "\"op\":\"replace\",\"old\":7,\"new\":8", StringComparison.Ordinal));
        foreach ((string id, byte[] bytes) in new[] { ("019b0000-0000-7000-8000-000000000001", text), ("019b0000-0000-7000-8000-000000000002", later) })
        {
            log.Journal.Commit([new() { Kind = Journal.JournalEntryKind.Event, Id = Guid.Parse(id), Context = "finance", Text = bytes, Leaf = Sha256Hash.OfLeaf(bytes) }]);
        }

        await log.SealAsync();
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Bypassed.ShouldBe(1);
        LedgerFault fault = report.Faults.Single(fault => fault.Kind == LedgerFaultKind.Bypassed);
        fault.Index.ShouldBe(11);
        fault.ToString().ShouldContain("the old value of invoice 900 /total is 7, but the events before leave 5");
    }

    private static Task<TestLog> LogAsync() => new TestLog(segmentEvents: 10_000).RunAsync(rounds: 4, eventsEach: 30);

    private static async Task<byte[]> ReadAsync(TestLog log, int index)
    {
        await log.CloseAsync();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(log.Folder, Segment)};Pooling=False");
        await connection.OpenAsync(None);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT text FROM events WHERE idx = {index}";
        return (byte[])(await command.ExecuteScalarAsync(None))!;
    }
}
