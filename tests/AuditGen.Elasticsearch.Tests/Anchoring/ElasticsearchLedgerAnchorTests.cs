using System.Text;
using AuditGen.Elasticsearch.Anchoring;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Tests.Anchoring;

public sealed class ElasticsearchLedgerAnchorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checkpoints_come_back_as_they_were_left_and_each_once()
    {
        await using var bench = new ExportBench(new ClusterModel());
        await new ClusterBootstrap(bench.Transport, new BootstrapOptions { Contexts = ["finance"], SnapshotRepository = null }).RunAsync(cancellationToken: Token);
        var anchor = new ElasticsearchLedgerAnchor(bench.Transport);
        byte[] first = Note(10, EventTexts.Start);
        byte[] second = Note(25, EventTexts.Start.AddSeconds(9));

        await anchor.PublishAsync(first, Token);
        await anchor.PublishAsync(second, Token);
        await anchor.PublishAsync(second, Token);

        var notes = new List<byte[]>();
        await foreach (ReadOnlyMemory<byte> note in anchor.ReadAsync(Token))
        {
            notes.Add(note.ToArray());
        }

        notes.ShouldBe([first, second]);
        StoredDocument newest = bench.Cluster.Stream("auditledger-default").WriteIndex.Visible[^1];
        ((long)newest.Parsed["size"]!).ShouldBe(25);
        ((long)newest.Parsed["age_ms"]!).ShouldBe(9000);
    }

    [Fact]
    public async Task A_cluster_that_does_not_take_a_checkpoint_is_an_error()
    {
        await using var bench = new ExportBench(new ClusterModel());

        (await Should.ThrowAsync<IOException>(async () => await new ElasticsearchLedgerAnchor(bench.Transport).PublishAsync(Note(1, EventTexts.Start), Token)))
            .Message.ShouldContain("index_not_found_exception");
    }

    internal static byte[] Note(long size, DateTimeOffset signed)
    {
        var checkpoint = LedgerCheckpoint.Create("test.example/log", size, Sha256Hash.OfLeaf([1, 2, 3]), signed);
        return Encoding.UTF8.GetBytes($"{checkpoint}\n\u2014 test.example/log {Convert.ToBase64String(new byte[68])}\n");
    }
}
