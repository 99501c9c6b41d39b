using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Shipping;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Journal;
using AuditGen.Sqlite;

namespace AuditGen.Ledger.Tests.Cluster;

/// <summary>A log whose events and ledger are in a cluster, and an attacker's hands on its documents.</summary>
internal sealed class ClusterLog : IAsyncDisposable
{
    public const string Events = "audit-*-default";
    public const string LedgerStream = "auditledger-default";

    private readonly WireServer _server;
    private readonly HttpElasticsearchTransport _transport;
    private readonly LedgerShipment _shipment;
    private readonly ElasticsearchExporter _exporter;
    private long _exported;

    public ClusterLog(int seed = 1)
    {
        Log = new TestLog(seed);
        _server = new WireServer(Cluster.Answer);
        _transport = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [_server.Address] });
        _shipment = new LedgerShipment(_transport, LedgerStream, Log.File("shipped"), Log.Time);
        _exporter = new ElasticsearchExporter(_transport, new ElasticsearchExporterOptions { Linger = TimeSpan.Zero }, "erp.example/audit", new NothingIsRefused());
    }

    public static ElasticsearchTrailOptions Whole { get; } = new() { Settle = TimeSpan.Zero };

    public TestLog Log { get; }

    public ClusterModel Cluster { get; } = new();

    public IElasticsearchTransport Transport => _transport;

    public Uri Address => _server.Address;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A log of rounds, each with a checkpoint, all of it in the cluster.</summary>
    public static async Task<ClusterLog> CreateAsync(int rounds = 6, int eventsEach = 100)
    {
        var log = new ClusterLog();
        await new ClusterBootstrap(log._transport, new BootstrapOptions { Contexts = ["finance", "sales"], SnapshotRepository = null }).RunAsync(cancellationToken: Token);
        await log.Log.RunAsync(rounds, eventsEach, anchor: true);
        await log.ExportAsync();
        await log.ShipAsync();
        return log;
    }

    /// <summary>Brings what is new in the journal to the cluster.</summary>
    public async Task ExportAsync()
    {
        using IJournalReader reader = Log.Journal.OpenReader();
        using var page = new JournalPage();
        while (_exported < Log.Journal.NextIndex)
        {
            reader.Read(_exported, page);
            await _exporter.ConsumeAsync(page, Token);
            _exported += page.Count;
        }
    }

    /// <summary>Brings the ledger to the cluster, as far as events are there.</summary>
    public async Task<int> ShipAsync()
    {
        await using SqliteLedger ledger = SqliteLedger.OpenForReading(Log.Folder);
        return await _shipment.ShipAsync(ledger, _exported, Token);
    }

    /// <summary>Verifies the cluster by itself: no file of the journal is looked at.</summary>
    public async Task<LedgerReport> VerifyAsync(ElasticsearchTrailOptions? options = null, Func<LedgerVerification, LedgerVerification>? change = null)
    {
        options ??= Whole;
        await using ElasticsearchLedger ledger = await ElasticsearchLedger.OpenAsync(_transport, options, Log.Time, Token);
        using ElasticsearchEvents events = await ElasticsearchEvents.OpenAsync(_transport, ledger, options, Log.Time, Token);
        var request = new LedgerVerification
        {
            OpenLedger = ledger.OpenReader,
            Copies = [events],
            Keys = [new TrustedKey(Log.Signer.Key, KeyValidity.Always)],
            Workers = 2,
        };
        return await LedgerVerifier.VerifyAsync(change?.Invoke(request) ?? request, cancellationToken: Token);
    }

    /// <summary>Where the document of an event lies.</summary>
    public (BackingIndex Index, int Position) Find(int index) => Find(Events, source => (long?)source["audit"]?["ledger"]?["index"] == index);

    public (BackingIndex Index, int Position) Find(string streams, Func<JsonObject, bool> isWanted)
    {
        foreach (BackingIndex backing in Cluster.StreamNames.Where(name => Principal.Fits(name, streams)).SelectMany(name => Cluster.Stream(name).Indexes))
        {
            int position = backing.Visible.FindIndex(document => isWanted(document.Parsed));
            if (position >= 0)
            {
                return (backing, position);
            }
        }

        throw new InvalidOperationException("There is no such document.");
    }

    /// <summary>Changes a stored document as somebody who owns the disks.</summary>
    public void Edit(int index, Action<JsonObject> change)
    {
        (BackingIndex backing, int position) = Find(index);
        backing.Visible[position] = Changed(backing.Visible[position], change);
    }

    public void EditLedger(Func<JsonObject, bool> isWanted, Action<JsonObject> change)
    {
        (BackingIndex backing, int position) = Find(LedgerStream, isWanted);
        backing.Visible[position] = Changed(backing.Visible[position], change);
    }

    public void Delete(int index)
    {
        (BackingIndex backing, int position) = Find(index);
        backing.Visible.RemoveAt(position);
    }

    public void DeleteLedger(Func<JsonObject, bool> isWanted)
    {
        (BackingIndex backing, int position) = Find(LedgerStream, isWanted);
        backing.Visible.RemoveAt(position);
    }

    public string TextOf(int index)
    {
        (BackingIndex backing, int position) = Find(index);
        return (string)backing.Visible[position].Parsed["event"]!["original"]!;
    }

    /// <summary>A document as our exporter would have made it of a text.</summary>
    public static StoredDocument DocumentOf(int index, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        AuditEvent read = AuditEvent.TryParse(bytes, out AuditEvent? parsed) ? parsed : throw new InvalidOperationException("no event text");
        using var target = new PooledBytes();
        new EventDocumentWriter("erp.example/audit").Write(new JournalRecord(index, read.Id, read.Context, bytes, Sha256Hash.OfLeaf(bytes)), target);
        return new StoredDocument(read.Id.ToString(), target.Written.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _shipment.Dispose();
        _exporter.Dispose();
        _transport.Dispose();
        await _server.DisposeAsync();
        await Log.DisposeAsync();
    }

    private static StoredDocument Changed(StoredDocument document, Action<JsonObject> change)
    {
        JsonObject source = document.Parsed.DeepClone().AsObject();
        change(source);
        return new StoredDocument(document.Id, Encoding.UTF8.GetBytes(source.ToJsonString()));
    }
}
