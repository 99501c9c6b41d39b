using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Ledger.Tests.Cluster;

namespace AuditGen.Ledger.Tests.Attacks;

/// <summary>The same attacker at the documents in Elasticsearch, verified with nothing but what is there and a public key.</summary>
public sealed class ClusterAttackTests
{
    [Fact]
    public async Task An_honest_cluster_is_valid_by_itself()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();

        LedgerReport report = await log.VerifyAsync();

        report.Faults.ShouldBeEmpty();
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.EventsRead.ShouldBe(600);
        report.Covered.ShouldBe(600);
        report.Checkpoints.ShouldBe(6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(599)]
    public async Task An_edited_text_is_named_also_with_all_fields_made_anew(int index)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        StoredDocument forged = ClusterLog.DocumentOf(index, log.TextOf(index).Replace("\"actor\":{\"id\":\"u-", "\"actor\":{\"id\":\"x-", StringComparison.Ordinal));
        (BackingIndex backing, int position) = log.Find(index);
        backing.Visible[position] = forged;

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(index);
        fault.EventId.ShouldBe(log.Log.Ids[index]);
        fault.Message.ShouldContain("edited or replaced");
    }

    [Fact]
    public async Task An_edited_text_alone_is_named_by_its_hash_and_by_its_fields()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Edit(42, source => source["event"]!["original"] = ((string)source["event"]!["original"]!).Replace("u-", "x-", StringComparison.Ordinal));

        LedgerFault[] faults = Tampered(await log.VerifyAsync());

        faults.ShouldAllBe(fault => fault.Index == 42);
        faults.ShouldContain(fault => fault.Message.Contains("edited or replaced"));
        faults.ShouldContain(fault => fault.Message.StartsWith("its field "));
        Tampered(await log.VerifyAsync(change: request => request with { HashOnly = true })).Single().Index.ShouldBe(42);
    }

    [Theory]
    [InlineData("user.id", "\"u-99\"")]
    [InlineData("event.action", "\"invoice.read\"")]
    [InlineData("@timestamp", "\"2020-01-01T00:00:00.0000000Z\"")]
    [InlineData("audit.resource.id", "\"77\"")]
    [InlineData("event.hash", "\"00\"")]
    [InlineData("event.sequence", "3")]
    [InlineData("message", "\"nothing\"")]
    [InlineData("audit.change.new", "[\"/total=999\"]")]
    [InlineData("audit.new_value.total", "999")]
    [InlineData("labels.note", "null")]
    [InlineData("user.name", "\"somebody\"")]
    public async Task An_edit_of_one_indexed_field_alone_is_named(string field, string value)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Edit(71, source => Set(source, field.Split('.'), JsonNode.Parse(value)));

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(71);
        fault.EventId.ShouldBe(log.Log.Ids[71]);
        fault.Message.ShouldBe($"its field {field} is not what its text says");
    }

    [Theory]
    [InlineData("event.id")]
    [InlineData("audit.context")]
    [InlineData("user")]
    public async Task A_field_that_was_removed_is_named(string field)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Edit(71, source => Remove(source, field.Split('.')));

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(71);
        fault.Message.ShouldContain($"its field {field} is not what its text says");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(599)]
    public async Task A_deleted_event_is_named(int index)
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Delete(index);

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(index);
        fault.Message.ShouldBe("is missing");
    }

    [Fact]
    public async Task A_deleted_tail_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        for (int index = 550; index < 600; index++)
        {
            log.Delete(index);
        }

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(550);
        fault.Message.ShouldBe("to event 599 are missing: 50 events");
    }

    [Fact]
    public async Task An_inserted_event_replayed_under_a_new_id_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        string replayed = log.TextOf(40).Replace(log.Log.Ids[40].ToString(), log.Log.Ids[40].ToString()[..^4] + "0000", StringComparison.Ordinal);
        log.Find(40).Index.Visible.Add(ClusterLog.DocumentOf(40, replayed));

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(40);
        fault.Message.ShouldContain("was inserted");
    }

    [Fact]
    public async Task An_event_inserted_without_a_place_in_the_ledger_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        string text = log.TextOf(40).Replace(log.Log.Ids[40].ToString(), log.Log.Ids[40].ToString()[..^4] + "0000", StringComparison.Ordinal);
        log.Find(40).Index.Visible.Add(ClusterLog.DocumentOf(-1, text));

        Tampered(await log.VerifyAsync()).ShouldContain(fault => fault.Message.Contains("is not in the ledger: it was edited, or was never in this log"));
    }

    [Fact]
    public async Task A_document_that_belongs_to_no_log_is_counted()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Edit(5, source => source["audit"]!["ledger"]!.AsObject().Remove("log"));

        LedgerFault[] faults = Tampered(await log.VerifyAsync());

        faults.ShouldContain(fault => fault.Message.StartsWith("1 documents are of no log"));
        faults.ShouldContain(fault => fault.Index == 5 && fault.Message == "is missing");
    }

    [Fact]
    public async Task A_document_that_claims_another_log_cannot_be_verified_and_is_missed()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Edit(5, source => source["audit"]!["ledger"]!["log"] = "other.example/audit");

        LedgerReport report = await log.VerifyAsync();

        report.Faults.ShouldContain(fault => fault.Kind == LedgerFaultKind.Incomplete && fault.Message.Contains("of log 'other.example/audit'"));
        report.Faults.ShouldContain(fault => fault.Kind == LedgerFaultKind.Tampered && fault.Index == 5 && fault.Message == "is missing");
    }

    [Fact]
    public async Task Swapped_events_are_both_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        StoredDocument first = ClusterLog.DocumentOf(500, log.TextOf(10));
        StoredDocument second = ClusterLog.DocumentOf(10, log.TextOf(500));
        (BackingIndex backing, int position) = log.Find(10);
        backing.Visible[position] = first;
        (backing, position) = log.Find("audit-*-default", source => (long?)source["audit"]?["ledger"]?["index"] == 500 && (string?)source["event"]?["id"] == log.Log.Ids[500].ToString());
        backing.Visible[position] = second;

        LedgerFault[] faults = Tampered(await log.VerifyAsync());

        faults.ShouldContain(fault => fault.Index == 10 && fault.Message == "was event 500: it was moved");
        faults.ShouldContain(fault => fault.Index == 500 && fault.Message == "was event 10: it was moved");
    }

    [Fact]
    public async Task A_copy_in_another_contexts_stream_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        (BackingIndex backing, int position) = log.Find(20);
        string other = backing.Name.Contains("finance", StringComparison.Ordinal) ? "sales" : "finance";
        log.Cluster.Stream($"audit-{other}-default").WriteIndex.Visible.Add(backing.Visible[position]);

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(20);
        fault.Message.ShouldStartWith($"it is stored in .ds-audit-{other}-default-");
    }

    [Fact]
    public async Task A_document_under_another_id_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        (BackingIndex backing, int position) = log.Find(20);
        string id = log.Log.Ids[20].ToString()[..^4] + "0000";
        backing.Visible[position] = new StoredDocument(id, backing.Visible[position].Source);

        LedgerFault fault = Tampered(await log.VerifyAsync()).Single();

        fault.Index.ShouldBe(20);
        fault.Message.ShouldBe($"it is stored under the id {id}, its text says {log.Log.Ids[20]}");
    }

    [Fact]
    public async Task A_second_copy_after_a_rollover_is_a_note()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        (BackingIndex backing, int position) = log.Find(20);
        string stream = backing.Name.Contains("finance", StringComparison.Ordinal) ? "audit-finance-default" : "audit-sales-default";
        StoredDocument document = backing.Visible[position];
        log.Cluster.Rollover(stream);
        log.Cluster.Stream(stream).WriteIndex.Visible.Add(document);

        LedgerReport report = await log.VerifyAsync();

        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Faults.Single().Kind.ShouldBe(LedgerFaultKind.Notice);
        report.Faults.Single().Message.ShouldContain("1 events are stored more than once, equal to the byte");
    }

    [Fact]
    public async Task Documents_that_moved_to_colder_tiers_are_where_they_belong()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Cluster.Rollover("audit-finance-default");
        foreach (BackingIndex index in log.Cluster.Stream("audit-finance-default").Indexes.SkipLast(1))
        {
            index.Name = "partial-restored-" + index.Name;
        }

        (await log.VerifyAsync()).Verdict.ShouldBe(LedgerVerdict.Valid);
    }

    [Fact]
    public async Task One_context_verifies_alone_and_an_edit_in_it_is_named()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        ElasticsearchTrailOptions finance = ClusterLog.Whole with { Contexts = ["finance"] };
        LedgerReport report = await log.VerifyAsync(finance);
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Faults.Single().Message.ShouldContain("a selection was verified");

        int index = Enumerable.Range(0, 600).First(index => log.Find(index).Index.Name.Contains("finance", StringComparison.Ordinal));
        log.Edit(index, source => source["user"]!["id"] = "u-99");

        Tampered(await log.VerifyAsync(finance)).Single().Index.ShouldBe(index);
    }

    [Fact]
    public async Task Events_in_quarantine_are_not_missed_and_others_are()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync();
        log.Delete(7);
        log.Delete(8);

        LedgerReport report = await log.VerifyAsync(ClusterLog.Whole with { Quarantined = [7] });

        Tampered(report).Single().Index.ShouldBe(8);
        report.Faults.ShouldContain(fault => fault.Kind == LedgerFaultKind.Incomplete && fault.Index == 7);
    }

    private static LedgerFault[] Tampered(LedgerReport report) => [.. report.Faults.Where(fault => fault.Kind == LedgerFaultKind.Tampered)];

    private static void Set(JsonObject source, string[] path, JsonNode? value)
    {
        foreach (string name in path[..^1])
        {
            source = source[name]!.AsObject();
        }

        source[path[^1]] = value;
    }

    private static void Remove(JsonObject source, string[] path)
    {
        foreach (string name in path[..^1])
        {
            source = source[name]!.AsObject();
        }

        source.Remove(path[^1]).ShouldBeTrue();
    }
}
