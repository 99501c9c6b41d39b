using System.Collections.Immutable;
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

        ClusterDiagnosis diagnosis = await ExamineAsync(bench, Contexts with { Appended = 100, Cursors = [new JournalCursorPosition("elasticsearch", 100, IsStoreOfRecord: true)] });

        diagnosis.Findings.ShouldAllBe(finding => finding.Severity == FindingSeverity.Fine && finding.WhatToDo == null);
        diagnosis.Findings.Select(finding => finding.Subject).ShouldBe(["version", "licence", "templates", "streams", "lifecycle", "degraded events", "checkpoints", "second copies", "cursors"]);
        Message(diagnosis, "second copies").ShouldBe("100 events, each once.");
        Message(diagnosis, "checkpoints").ShouldBe("The newest checkpoint of log test.example/log is 5 seconds old.");
    }

    [Fact]
    public async Task A_cluster_that_nobody_made_ready_says_what_to_run()
    {
        await using var bench = new ExportBench(new ClusterModel());

        ClusterDiagnosis diagnosis = await ExamineAsync(bench, Contexts);

        diagnosis.Worst.ShouldBe(FindingSeverity.Fault);
        diagnosis.Findings.ShouldContain(finding => finding.Message.Contains("auditgen@mappings is missing") && finding.WhatToDo!.Contains("auditgen bootstrap"));
        diagnosis.Findings.ShouldContain(finding => finding.Message == "The data stream audit-finance-default does not exist.");
        diagnosis.Findings.ShouldContain(finding => finding.Subject == "checkpoints" && finding.Severity == FindingSeverity.Warning);
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

        ClusterDiagnosis diagnosis = await ExamineAsync(bench, Contexts with
        {
            Appended = 50_000,
            Cursors = [new JournalCursorPosition("elasticsearch", 40, IsStoreOfRecord: true)],
            Quarantined = ImmutableDictionary<string, long>.Empty.Add("elasticsearch", 3),
        });

        diagnosis.Worst.ShouldBe(FindingSeverity.Warning);
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

        ClusterDiagnosis diagnosis = await ExamineAsync(bench, Contexts);

        ClusterFinding finding = diagnosis.Findings.Single(one => one.Severity == FindingSeverity.Warning);
        finding.Subject.ShouldBe("lifecycle");
        finding.Message.ShouldContain(".ds-audit-sales-default-2026.11.21-000001 stands still");
        finding.Message.ShouldContain("no such repository [auditgen]");
        finding.WhatToDo!.ShouldContain("_ilm/retry");
    }

    [Fact]
    public async Task An_old_checkpoint_is_a_warning()
    {
        await using ExportBench bench = await ReadyAsync();
        await CheckpointAsync(bench);
        var later = new ManualTime();
        later.Advance(TimeSpan.FromHours(3));

        ClusterDiagnosis diagnosis = await new ClusterDoctor(bench.Transport, Contexts, later).ExamineAsync(Token);

        diagnosis.Findings.Single(one => one.Severity == FindingSeverity.Warning).Message.ShouldBe("The newest checkpoint of log test.example/log is 3 hours old.");
    }

    [Fact]
    public async Task A_licence_without_snapshots_and_a_missing_repository_are_said()
    {
        await using ExportBench bench = await ReadyAsync();
        bench.Cluster.License = "basic";
        Severity(await ExamineAsync(bench, Contexts with { SnapshotRepository = "auditgen" }), "licence").ShouldBe(FindingSeverity.Notice);

        bench.Cluster.License = "trial";
        Severity(await ExamineAsync(bench, Contexts with { SnapshotRepository = "auditgen" }), "repository").ShouldBe(FindingSeverity.Warning);
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

        ClusterDiagnosis diagnosis = await new ClusterDoctor(reader, Contexts).ExamineAsync(Token);

        Severity(diagnosis, "licence").ShouldBe(FindingSeverity.Notice);
        Severity(diagnosis, "templates").ShouldBe(FindingSeverity.Notice);
        Message(diagnosis, "second copies").ShouldBe("20 events, each once.");
    }

    [Fact]
    public async Task A_cluster_that_is_away_or_refuses_the_credential_ends_the_examination()
    {
        await using var bench = new ExportBench(new ClusterModel { SecurityEnabled = true });
        ClusterDiagnosis refused = await ExamineAsync(bench, Contexts);
        refused.Findings.Single().Severity.ShouldBe(FindingSeverity.Fault);
        refused.Findings.Single().Message.ShouldContain("does not know the credential");

        using var nowhere = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [new Uri("http://localhost:1")] });
        ClusterDiagnosis away = await new ClusterDoctor(nowhere, Contexts).ExamineAsync(Token);
        away.Findings.Single().Message.ShouldContain("does not answer");
    }

    private static async Task<ExportBench> ReadyAsync()
    {
        var bench = new ExportBench(new ClusterModel());
        await new ClusterBootstrap(bench.Transport, Ready).RunAsync(cancellationToken: Token);
        return bench;
    }

    private static async Task CheckpointAsync(ExportBench bench)
        => await new ElasticsearchLedgerAnchor(bench.Transport).PublishAsync(ElasticsearchLedgerAnchorTests.Note(40, EventTexts.Start.AddSeconds(-5)), Token);

    private static Task<ClusterDiagnosis> ExamineAsync(ExportBench bench, ClusterDoctorOptions options) => new ClusterDoctor(bench.Transport, options, new ManualTime()).ExamineAsync(Token);

    private static string Message(ClusterDiagnosis diagnosis, string subject) => diagnosis.Findings.Single(finding => finding.Subject == subject).Message;

    private static FindingSeverity Severity(ClusterDiagnosis diagnosis, string subject) => diagnosis.Findings.First(finding => finding.Subject == subject).Severity;
}
