using System.Collections.Immutable;
using AuditGen.Diagnosing;
using AuditGen.Elasticsearch.Anchoring;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Diagnosing;
using AuditGen.Elasticsearch.Tests.Anchoring;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Tests.Diagnosing;

public sealed class ClusterDoctorTests
{
    private static readonly BootstrapOptions Ready = new() { Contexts = ["finance", "sales", "procurement", "iam"], SnapshotRepository = null };
    private static readonly ClusterDoctorOptions Contexts = new() { Contexts = Ready.Contexts, SnapshotRepository = null };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_cluster_has_nothing_but_fine_findings()
    {
        await using ExportBench bench = await ReadyAsync();
        await bench.Exporter.ConsumeAsync(EventTexts.Page(0, 100), Token);
        await CheckpointAsync(bench);

        ImmutableArray<AuditFinding> diagnosis = await ExamineAsync(bench, Contexts with { Appended = 100, Cursors = [new JournalCursorPosition("elasticsearch", 100, IsStoreOfRecord: true)] });

        diagnosis.ShouldAllBe(finding => finding.Severity == AuditFindingSeverity.Fine && finding.Advice == null);
        diagnosis.Select(finding => finding.Subject).ShouldBe(["version", "licence", "templates", "streams", "lifecycle", "degraded events", "checkpoints", "second copies", "cursors"]);
        Message(diagnosis, "second copies").ShouldBe("100 events, each once.");
        Message(diagnosis, "checkpoints").ShouldBe("The newest checkpoint of log test.example/log is 5 seconds old.");
    }

    [Fact]
    public async Task A_cluster_that_nobody_made_ready_says_what_to_run()
    {
        await using var bench = new ExportBench(new ClusterModel());

        ImmutableArray<AuditFinding> diagnosis = await ExamineAsync(bench, Contexts);

        diagnosis.Max(one => one.Severity).ShouldBe(AuditFindingSeverity.Error);
        diagnosis.ShouldContain(finding => finding.Finding.Contains("auditgen@mappings is missing") && finding.Advice!.Contains("auditgen bootstrap"));
        diagnosis.ShouldContain(finding => finding.Finding == "The data stream audit-finance-default does not exist.");
        diagnosis.ShouldContain(finding => finding.Subject == "checkpoints" && finding.Severity == AuditFindingSeverity.Warning);
    }

    [Fact]
    public async Task Second_copies_degraded_events_quarantine_and_lag_are_counted()
    {
        await using ExportBench bench = await ReadyAsync();
        await bench.Exporter.ConsumeAsync(EventTexts.Page(0, 40), Token);
        bench.Cluster.Rollover("audit-finance-default");
        bench.Cluster.Refuses = (id, source) => id == EventTexts.Id(8).ToString() && !source.AsSpan().StartsWith("{\"@timestamp\":1"u8) ? (400, "document_parsing_exception", "no") : null;
        await bench.Exporter.ConsumeAsync(EventTexts.Page(0, 40), Token);
        await CheckpointAsync(bench);

        ImmutableArray<AuditFinding> diagnosis = await ExamineAsync(bench, Contexts with
        {
            Appended = 50_000,
            Cursors = [new JournalCursorPosition("elasticsearch", 40, IsStoreOfRecord: true)],
            Quarantined = ImmutableDictionary<string, long>.Empty.Add("elasticsearch", 3),
        });

        diagnosis.Max(one => one.Severity).ShouldBe(AuditFindingSeverity.Warning);
        Message(diagnosis, "second copies").ShouldBe("40 events, 10 of them twice: sent again after a rollover.");
        Message(diagnosis, "degraded events").ShouldStartWith("1 events were stored in degraded form");
        Message(diagnosis, "quarantine").ShouldBe("3 events of elasticsearch are in quarantine.");
        Message(diagnosis, "cursors").ShouldBe("elasticsearch is 49960 events behind the journal.");
    }

    [Fact]
    public async Task An_index_whose_policy_failed_is_named_with_its_reason()
    {
        await using ExportBench bench = await ReadyAsync();
        bench.Cluster.Stream("audit-sales-default").WriteIndex.LifecycleError = "no such repository [auditgen]";
        await CheckpointAsync(bench);

        ImmutableArray<AuditFinding> diagnosis = await ExamineAsync(bench, Contexts);

        AuditFinding finding = diagnosis.Single(one => one.Severity == AuditFindingSeverity.Warning);
        finding.Subject.ShouldBe("lifecycle");
        finding.Finding.ShouldContain(".ds-audit-sales-default-2026.11.21-000001 stands still");
        finding.Finding.ShouldContain("no such repository [auditgen]");
        finding.Advice!.ShouldContain("_ilm/retry");
    }

    [Fact]
    public async Task An_old_checkpoint_is_a_warning()
    {
        await using ExportBench bench = await ReadyAsync();
        await CheckpointAsync(bench);
        var later = new ManualTime();
        later.Advance(TimeSpan.FromHours(3));

        ImmutableArray<AuditFinding> diagnosis = await new ClusterDoctor(bench.Transport, Contexts, later).ExamineAsync(Token);

        diagnosis.Single(one => one.Severity == AuditFindingSeverity.Warning).Finding.ShouldBe("The newest checkpoint of log test.example/log is 3 hours old.");
    }

    [Fact]
    public async Task A_licence_without_snapshots_and_a_missing_repository_are_said()
    {
        await using ExportBench bench = await ReadyAsync();
        bench.Cluster.License = "basic";
        Severity(await ExamineAsync(bench, Contexts with { SnapshotRepository = "auditgen" }), "licence").ShouldBe(AuditFindingSeverity.Notice);

        bench.Cluster.License = "trial";
        Severity(await ExamineAsync(bench, Contexts with { SnapshotRepository = "auditgen" }), "repository").ShouldBe(AuditFindingSeverity.Warning);
    }

    [Fact]
    public async Task A_readers_key_sees_the_events_and_says_what_it_may_not_see()
    {
        var cluster = new ClusterModel { SecurityEnabled = true };
        string key = cluster.AddKey("reader", AuditRoles.Reader());
        await using var admin = new ExportBench(cluster, client: new ElasticsearchOptions { Credentials = ElasticsearchCredentials.Basic("elastic", "secret") });
        await new ClusterBootstrap(admin.Transport, Ready).RunAsync(cancellationToken: Token);
        await admin.Exporter.ConsumeAsync(EventTexts.Page(0, 20), Token);
        using var reader = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [admin.Server.Address], Credentials = ElasticsearchCredentials.ApiKey(key) });

        ImmutableArray<AuditFinding> diagnosis = await new ClusterDoctor(reader, Contexts).ExamineAsync(Token);

        Severity(diagnosis, "licence").ShouldBe(AuditFindingSeverity.Notice);
        Severity(diagnosis, "templates").ShouldBe(AuditFindingSeverity.Notice);
        Message(diagnosis, "second copies").ShouldBe("20 events, each once.");
    }

    [Fact]
    public async Task A_cluster_that_is_away_or_refuses_the_credential_ends_the_examination()
    {
        await using var bench = new ExportBench(new ClusterModel { SecurityEnabled = true });
        ImmutableArray<AuditFinding> refused = await ExamineAsync(bench, Contexts);
        refused.Single().Severity.ShouldBe(AuditFindingSeverity.Error);
        refused.Single().Finding.ShouldContain("does not know the credential");

        using var nowhere = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [new Uri("http://localhost:1")] });
        ImmutableArray<AuditFinding> away = await new ClusterDoctor(nowhere, Contexts).ExamineAsync(Token);
        away.Single().Finding.ShouldContain("does not answer");
    }

    private static async Task<ExportBench> ReadyAsync()
    {
        var bench = new ExportBench(new ClusterModel());
        await new ClusterBootstrap(bench.Transport, Ready).RunAsync(cancellationToken: Token);
        return bench;
    }

    private static async Task CheckpointAsync(ExportBench bench)
        => await new ElasticsearchLedgerAnchor(bench.Transport).PublishAsync(ElasticsearchLedgerAnchorTests.Note(40, EventTexts.Start.AddSeconds(-5)), Token);

    private static Task<ImmutableArray<AuditFinding>> ExamineAsync(ExportBench bench, ClusterDoctorOptions options) => new ClusterDoctor(bench.Transport, options, new ManualTime()).ExamineAsync(Token);

    private static string Message(ImmutableArray<AuditFinding> diagnosis, string subject) => diagnosis.Single(finding => finding.Subject == subject).Finding;

    private static AuditFindingSeverity Severity(ImmutableArray<AuditFinding> diagnosis, string subject) => diagnosis.First(finding => finding.Subject == subject).Severity;
}
