using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Cli.Tests.Support;

/// <summary>The same events in an embedded store and in a cluster, shared by tests that only read.</summary>
public sealed class SampleStores : IAsyncLifetime
{
    private static readonly DateTimeOffset s_from = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_to = new(2026, 10, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly ExportBench _bench = new(new ClusterModel { CreateStreamsOnDemand = true });
    private EmbeddedTrail _trail = null!;

    /// <summary>All event texts, in the order of their ids.</summary>
    internal List<byte[]> Texts { get; } = [.. new RandomEvents(11).Series(300, s_from, s_to), .. SampleEvents.All];

    /// <summary>The options that choose the embedded store.</summary>
    internal string[] Embedded => ["--store", _trail.Folder];

    /// <summary>The options that choose the cluster.</summary>
    internal string[] Cluster => ["--store", _bench.Server.Address.ToString()];

    internal EmbeddedTrail Trail => _trail;

    public async ValueTask InitializeAsync()
    {
        _trail = await EmbeddedTrail.CreateAsync(Texts);
        using var page = new JournalPage();
        long index = 0;
        foreach (byte[] text in Texts)
        {
            var read = AuditEvent.Parse(text);
            page.Add(new JournalRecord(index++, read.Id, read.Context, text, Sha256Hash.OfLeaf(text)));
        }

        await _bench.Exporter.ConsumeAsync(page, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _trail.Dispose();
        return _bench.DisposeAsync();
    }

    /// <summary>Runs a verb over both stores, and gives the answer, which is the same.</summary>
    internal async Task<CliRun> AskBothAsync(params string[] arguments)
    {
        CliRun embedded = await CliRun.RunAsync([.. arguments, .. Embedded]);
        CliRun cluster = await CliRun.RunAsync([.. arguments, .. Cluster]);
        embedded.Succeeded();
        cluster.Succeeded();
        cluster.Out.ShouldBe(embedded.Out);
        return embedded;
    }
}
