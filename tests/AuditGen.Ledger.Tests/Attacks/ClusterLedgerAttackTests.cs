using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Ledger.Tests.Cluster;

namespace AuditGen.Ledger.Tests.Attacks;

/// <summary>Attacks on checkpoints and leaf hashes in Elasticsearch, and honest things that look like attacks.</summary>
public sealed class ClusterLedgerAttackTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task An_edited_tile_is_named_and_the_event_is_cleared(long tile)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.EditLedger(source => IsTile(source, tile), source =>
        {
            byte[] hashes = Convert.FromBase64String((string)source["hashes"]!);
            hashes[(3 * 32) + 1] ^= 1;
            source["hashes"] = Convert.ToBase64String(hashes);
        });

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(tile + 3);
        fault.Message.ShouldBe("has a leaf hash that was changed; the event itself is the one that was signed");
    }

    [Fact]
    public async Task A_missing_tile_is_named_and_its_events_are_cleared()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.DeleteLedger(source => IsTile(source, 200));

        LedgerFault[] faults = Tampered(await log.VerifyAsync());

        faults.ShouldContain(fault => fault.Message.Contains("the hashes of leaves 200 to 255 are missing"));
        faults.Count(fault => fault.Message.Contains("the event itself is the one that was signed")).ShouldBe(56);
    }

    [Fact]
    public async Task The_last_tile_taken_away_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.DeleteLedger(source => IsTile(source, 512));

        LedgerFault[] faults = Tampered(await log.VerifyAsync());

        faults.ShouldContain(fault => fault.Message.Contains("the hashes of leaves 512 to 599 are missing"));
    }

    [Fact]
    public async Task Two_tiles_for_the_same_leaves_are_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        (Elasticsearch.Tests.Server.BackingIndex backing, int position) = log.Find(ClusterLog.LedgerStream, source => IsTile(source, 256));
        JsonObject forged = backing.Visible[position].Parsed.DeepClone().AsObject();
        forged["hashes"] = Convert.ToBase64String(new byte[32]);
        backing.Visible.Add(new("forged", System.Text.Encoding.UTF8.GetBytes(forged.ToJsonString())));

        Tampered(await log.VerifyAsync()).ShouldContain(fault => fault.Message.Contains("there are two different hashes of leaves between 256 and 256"));
    }

    [Theory]
    [InlineData(1_000_000_000_000, "far behind the end")]
    [InlineData(-5, "are no part of a tile")]
    public async Task A_tile_far_off_or_malformed_neither_fills_the_disk_nor_goes_unnoticed(long first, string message)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Cluster.Stream(ClusterLog.LedgerStream).WriteIndex.Visible.Add(new("forged", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"@timestamp":1,"kind":"tile","log":"erp.example/audit","first":{{first}},"hashes":"{{Convert.ToBase64String(new byte[32])}}"}""")));

        Tampered(await log.VerifyAsync()).Single().Message.ShouldContain(message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_deleted_checkpoint_is_named(int sequence)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.DeleteLedger(source => IsCheckpoint(source, sequence));

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Checkpoint.ShouldBe(sequence);
        fault.Message.ShouldBe("is missing");
    }

    [Fact]
    public async Task An_edited_checkpoint_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.EditLedger(source => IsCheckpoint(source, 4), source => source["note"] = ((string)source["note"]!).Replace("\n400\n", "\n401\n", StringComparison.Ordinal));

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Checkpoint.ShouldBe(4);
        fault.Message.ShouldContain("signature");
    }

    [Fact]
    public async Task Checkpoints_and_tiles_cut_off_with_their_events_are_found_by_an_anchor()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        for (int index = 500; index < 600; index++)
        {
            log.Delete(index);
        }

        log.DeleteLedger(source => IsTile(source, 512));
        log.DeleteLedger(source => IsTile(source, 500));
        log.DeleteLedger(source => IsCheckpoint(source, 6));

        (await log.VerifyAsync()).Verdict.ShouldBe(LedgerVerdict.Valid, "nothing there says that there was more");
        Tampered(await log.VerifyAsync(change: request => request with { Anchors = [log.Log.Anchor] }))
            .ShouldContain(fault => fault.Message.Contains("covers 600 events, but the ledger has only 500 leaves"));
    }

    [Fact]
    public async Task A_ledger_that_is_gone_is_an_error_that_says_so()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Cluster.Stream(ClusterLog.LedgerStream).WriteIndex.Visible.Clear();

        (await Should.ThrowAsync<LedgerException>(() => log.VerifyAsync())).Message.ShouldContain("holds no ledger");
    }

    [Fact]
    public async Task Several_logs_in_one_namespace_want_a_name()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Cluster.Stream(ClusterLog.LedgerStream).WriteIndex.Visible.Add(new("other", """{"@timestamp":1,"kind":"tile","log":"other/log","first":0,"hashes":""}"""u8.ToArray()));

        (await Should.ThrowAsync<LedgerException>(() => log.VerifyAsync())).Message.ShouldContain("name one of erp.example/audit, other/log");
        (await log.VerifyAsync(ClusterLog.Whole with { Log = "erp.example/audit" })).Verdict.ShouldBe(LedgerVerdict.Valid);
    }

    [Fact]
    public async Task No_checkpoint_is_shipped_before_the_events_that_it_covers()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync(rounds: 2);
        await log.Log.RunAsync(2, 100);
        (await log.ShipAsync()).ShouldBe(0);
        (await log.VerifyAsync()).Covered.ShouldBe(200);

        await log.ExportAsync();
        LedgerReport report = await log.VerifyAsync();
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Waiting.ShouldBe(200);

        (await log.ShipAsync()).ShouldBe(2);
        (await log.VerifyAsync()).Covered.ShouldBe(400);
    }

    [Fact]
    public async Task A_ledger_shipped_once_more_from_its_beginning_raises_no_alarm()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        File.Delete(log.Log.File("shipped"));
        log.Cluster.Rollover(ClusterLog.LedgerStream);
        await using (var ledger = Sqlite.SqliteLedger.OpenForReading(log.Log.Folder))
        {
            using var again = new Elasticsearch.Shipping.LedgerShipment(log.Transport, ClusterLog.LedgerStream, log.Log.File("shipped"), log.Log.Time);
            (await again.ShipAsync(ledger, 600, TestContext.Current.CancellationToken)).ShouldBe(6);
        }

        LedgerReport report = await log.VerifyAsync();

        report.Faults.ShouldBeEmpty();
        log.Cluster.Stream(ClusterLog.LedgerStream).WriteIndex.Visible.Count.ShouldBeGreaterThan(6, "all of it is there twice");
    }

    [Fact]
    public async Task Random_cadences_leave_tiles_that_fit_together()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync(rounds: 1, eventsEach: 3);
        var random = new Random(7);
        for (int round = 0; round < 12; round++)
        {
            await log.Log.RunAsync(1, random.Next(1, 400));
            await log.ExportAsync();
            if (random.Next(3) == 0)
            {
                await log.ShipAsync();
            }
        }

        await log.ShipAsync();
        LedgerReport report = await log.VerifyAsync();
        report.Faults.ShouldBeEmpty();
        report.Covered.ShouldBe(log.Log.Journal.NextIndex);
    }

    private static LedgerFault[] Tampered(LedgerReport report) => [.. report.Faults.Where(fault => fault.Kind == LedgerFaultKind.Tampered)];

    private static bool IsTile(JsonObject source, long first) => (string?)source["kind"] == "tile" && (long?)source["first"] == first;

    private static bool IsCheckpoint(JsonObject source, long sequence) => (string?)source["kind"] == "checkpoint" && (long?)source["sequence"] == sequence;
}
