using System.Text;
using AuditGen.Elasticsearch;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Shipping;
using AuditGen.Elasticsearch.Tests.Integration;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Journal;
using AuditGen.Sqlite;

namespace AuditGen.Ledger.Tests.Cluster;

/// <summary>Verification of a real server by itself. Skipped, with the reason, where there is none.</summary>
public sealed class RealClusterTests
{
    private static readonly string[] s_values = ["12.50", "1e3", "-0", "12345678901234567890123", "1.0", "[1.50,{\"a\":2.0},null,true]", "{\"deep\":7.10}", "\"\\ud800 lone\"", "{\"$enum\":\"Posted\",\"number\":2}", "null"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_server_proves_what_it_holds_and_an_edit_of_one_field_is_named()
    {
        await using RealServer server = await RealServer.RequireAsync();
        var options = new BootstrapOptions { Contexts = ["finance", "sales"], Namespace = server.Namespace, SnapshotRepository = null, Replicas = 0 };
        await new ClusterBootstrap(server.Admin, options).RunAsync(cancellationToken: Token);
        await using var log = new TestLog();
        await log.RunAsync(3, 400);
        AppendHostile(log);
        await log.SealAsync();
        await ShipAsync(log, server);
        (await server.SendAsync("POST", $"/audit-*-{server.Namespace},auditledger-{server.Namespace}/_refresh")).Status.ShouldBe(200);

        LedgerReport report = await VerifyAsync(log, server);

        report.Faults.ShouldBeEmpty();
        report.Verdict.ShouldBe(LedgerVerdict.Valid);
        report.Covered.ShouldBe(1200 + s_values.Length);

        string edit = $$$"""{"query":{"ids":{"values":["{{{log.Ids[77]}}}"]}},"script":{"source":"ctx._source.user.id = 'u-99'"}}""";
        (await server.SendAsync("POST", $"/audit-*-{server.Namespace}/_update_by_query?refresh=true", edit)).Status.ShouldBe(200);
        LedgerFault fault = (await VerifyAsync(log, server)).Faults.Single();
        fault.Index.ShouldBe(77);
        fault.Message.ShouldBe("its field user.id is not what its text says");
    }

    private static void AppendHostile(TestLog log)
    {
        var entries = new JournalEntry[s_values.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            Guid id = Guid.CreateVersion7(log.Time.Now.AddMilliseconds(i));
            byte[] text = Encoding.UTF8.GetBytes(DocumentComparerTests.Text(s_values[i], id.ToString()));
            entries[i] = new JournalEntry { Kind = JournalEntryKind.Event, Id = id, Context = "finance", Text = text, Leaf = Sha256Hash.OfLeaf(text) };
        }

        log.Journal.Commit(entries);
    }

    private static async Task ShipAsync(TestLog log, RealServer server)
    {
        using var exporter = new ElasticsearchExporter(
            server.Admin, new ElasticsearchExporterOptions { Namespace = server.Namespace, Linger = TimeSpan.Zero }, "erp.example/audit", new NothingIsRefused());
        using IJournalReader reader = log.Journal.OpenReader();
        using var page = new JournalPage();
        for (long next = 0; next < log.Journal.NextIndex; next += page.Count)
        {
            reader.Read(next, page);
            await exporter.ConsumeAsync(page, Token);
        }

        using var shipment = new LedgerShipment(server.Admin, AuditStreams.Ledger(server.Namespace), log.File("shipped"), log.Time);
        await using SqliteLedger ledger = SqliteLedger.OpenForReading(log.Folder);
        (await shipment.ShipAsync(ledger, log.Journal.NextIndex, Token)).ShouldBe(4);
    }

    private static async Task<LedgerReport> VerifyAsync(TestLog log, RealServer server)
    {
        var options = new ElasticsearchTrailOptions { Namespace = server.Namespace, Settle = TimeSpan.Zero };
        await using ElasticsearchLedger ledger = await ElasticsearchLedger.OpenAsync(server.Admin, options, cancellationToken: Token);
        using ElasticsearchEvents events = await ElasticsearchEvents.OpenAsync(server.Admin, ledger, options, cancellationToken: Token);
        return await LedgerVerifier.VerifyAsync(
            new LedgerVerification { OpenLedger = ledger.OpenReader, Copies = [events], Keys = [new TrustedKey(log.Signer.Key, KeyValidity.Always)] }, cancellationToken: Token);
    }
}
