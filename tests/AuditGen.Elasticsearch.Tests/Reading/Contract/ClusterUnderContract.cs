using AuditGen.Actors;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Contract;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Elasticsearch.Tests.Reading.Contract;

/// <summary>A cluster, real or not, that is bootstrapped, filled by the exporter and read by the store.</summary>
internal sealed class ClusterUnderContract : IContractStore
{
    private readonly IAsyncDisposable _server;
    private readonly ElasticsearchExporter _exporter;
    private readonly ElasticsearchAuditStore _store;
    private readonly RefusedEvents _refused = new();
    private readonly Func<Task> _refresh;
    private long _next;

    private ClusterUnderContract(IElasticsearchTransport transport, string space, IAsyncDisposable server, Func<Task> refresh)
    {
        _server = server;
        _refresh = refresh;
        _exporter = new ElasticsearchExporter(transport, ExportBench.Fast with { Namespace = space, RequestTimeout = TimeSpan.FromMinutes(2) }, "test/log", _refused, random: new Random(1));
        _store = new ElasticsearchAuditStore(transport, new ElasticsearchStoreOptions { Namespace = space }, _exporter.Status, () => _next);
    }

    public IAuditReader Reader => _store;

    public IAuditActors Actors => _store;

    /// <param name="transport">The way to the cluster.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="server">What is given up at the end.</param>
    /// <param name="refresh">Makes what was written visible.</param>
    public static async Task<IContractStore> OpenAsync(IElasticsearchTransport transport, string space, IAsyncDisposable server, Func<Task> refresh)
    {
        var options = new BootstrapOptions { Contexts = [.. RandomEvents.Contexts], Namespace = space, SnapshotRepository = null };
        await new ClusterBootstrap(transport, options).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        return new ClusterUnderContract(transport, space, server, refresh);
    }

    public async Task AddAsync(IReadOnlyList<byte[]> texts)
    {
        using var page = new JournalPage();
        foreach (byte[] text in texts)
        {
            var auditEvent = AuditEvent.Parse(text);
            page.Add(new JournalRecord(_next++, auditEvent.Id, auditEvent.Context, text, Sha256Hash.OfLeaf(text)));
        }

        await _exporter.ConsumeAsync(page, TestContext.Current.CancellationToken);
        _refused.All.ShouldBeEmpty();
        _exporter.Status.Degraded.ShouldBe(0);
        await _refresh();
    }

    public async ValueTask DisposeAsync()
    {
        _exporter.Dispose();
        await _server.DisposeAsync();
    }
}
