using System.Text;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Elasticsearch.Tests.Reading;

public sealed class ElasticsearchAuditStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset From = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery All = new() { Access = AuditAccess.Everything };

    private readonly ExportBench _bench = new(new ClusterModel());
    private readonly ElasticsearchAuditStore _store;
    private long _next;

    public ElasticsearchAuditStoreTests()
    {
        _store = new ElasticsearchAuditStore(_bench.Transport, new ElasticsearchStoreOptions(), _bench.Exporter.Status, () => _next);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
        => await new ClusterBootstrap(_bench.Transport, new BootstrapOptions { Contexts = [.. RandomEvents.Contexts], SnapshotRepository = null }).RunAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(AuditOrder.NewestFirst)]
    [InlineData(AuditOrder.OldestFirst)]
    public async Task An_event_stored_twice_is_seen_once_across_pages_too(AuditOrder order)
    {
        List<byte[]> texts = new RandomEvents(6).Series(60, From, To);
        await ExportAsync(texts);
        foreach (string stream in _bench.Cluster.StreamNames)
        {
            _bench.Cluster.Rollover(stream);
        }

        _next = 0;
        await ExportAsync(texts);
        List<Guid> expected = new NaiveTrail(texts).Ids(All, order);

        foreach (int size in new[] { 1, 2, 7, 59, 60, 100 })
        {
            (await IdsAsync(All, order, size)).ShouldBe(expected, $"pages of {size}");
        }

        var exported = new List<Guid>();
        await foreach (AuditRecord record in _store.ExportAsync(All, order, Token))
        {
            exported.Add(record.Event.Id);
        }

        exported.ShouldBe(expected);
        (await _store.CountSecondCopiesAsync(Token)).ShouldBe((60, 60));
        _bench.Cluster.OpenPits.ShouldBe(0);
    }

    [Fact]
    public async Task An_export_goes_on_when_its_view_of_the_data_is_lost()
    {
        List<byte[]> texts = new RandomEvents(8).Series(2500, From, To);
        await ExportAsync(texts);
        var exported = new List<Guid>();

        await foreach (AuditRecord record in _store.ExportAsync(All, AuditOrder.OldestFirst, Token))
        {
            exported.Add(record.Event.Id);
            if (exported.Count == 1000)
            {
                _bench.Cluster.ExpirePits();
            }
        }

        exported.ShouldBe(new NaiveTrail(texts).Ids(All, AuditOrder.OldestFirst));
        _bench.Cluster.OpenPits.ShouldBe(0);
    }

    [Fact]
    public async Task A_search_into_colder_tiers_is_asked_asynchronously_and_waited_for()
    {
        await ExportAsync(new RandomEvents(9).Series(20, From, To));
        _bench.Cluster.AsyncPolls = 3;

        (await IdsAsync(All, AuditOrder.NewestFirst, 50)).Count.ShouldBe(20);

        _bench.Server.Received.Count(request => request.Method == "GET" && request.Path.StartsWith("/_async_search/", StringComparison.Ordinal)).ShouldBe(3);
        _bench.Server.Received.Count(request => request.Method == "DELETE" && request.Path.StartsWith("/_async_search/", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Events_are_found_in_whatever_tier_they_are()
    {
        await PutRepositoryAsync();
        await new ClusterBootstrap(_bench.Transport, new BootstrapOptions { Contexts = [.. RandomEvents.Contexts] }).RunAsync(cancellationToken: Token);
        List<byte[]> texts = new RandomEvents(11).Series(80, From, To);
        await ExportAsync(texts);
        List<Guid> expected = new NaiveTrail(texts).Ids(All, AuditOrder.NewestFirst);
        foreach (string stream in _bench.Cluster.StreamNames)
        {
            _bench.Cluster.Rollover(stream);
        }

        foreach (string tier in new[] { "warm", "cold", "frozen" })
        {
            foreach (string stream in _bench.Cluster.StreamNames)
            {
                _bench.Cluster.MoveTier(stream);
            }

            (await IdsAsync(All, AuditOrder.NewestFirst, 33)).ShouldBe(expected, tier);
            AuditStoreStatus status = await _store.StatusAsync(Token);
            status.Events.ShouldBe(80);
            status.Segments.ShouldAllBe(segment => segment.Tier == tier);
        }
    }

    [Fact]
    public async Task It_says_how_far_behind_it_is_and_waits_for_what_was_just_written()
    {
        _bench.Cluster.RefreshAtOnce = false;
        await ExportAsync(new RandomEvents(12).Series(10, From, To));

        (await _store.WaitUntilVisibleAsync(10, TimeSpan.FromMilliseconds(1), Token)).ShouldBeFalse();
        (await _store.IndexingAsync(Token)).Lag.ShouldBe(10);
        _bench.Cluster.Refresh();
        (await _store.WaitUntilVisibleAsync(10, TimeSpan.FromSeconds(60), Token)).ShouldBeTrue();
        (await _store.IndexingAsync(Token)).ShouldBe(new AuditIndexing(10, 10, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_document_that_is_no_event_any_more_is_left_out_of_answers()
    {
        List<byte[]> texts = new RandomEvents(13).Series(5, From, To);
        await ExportAsync(texts);
        byte[] foreign = Encoding.UTF8.GetBytes("""{"create":{"_id":"x"}}""" + "\n" + """{"@timestamp":"2026-03-01T00:00:00Z","event":{"id":"0195-foreign","original":"{}"},"audit":{"context":"finance"}}""" + "\n");
        using ElasticsearchResponse answer = await _bench.Transport.SendAsync(new ElasticsearchRequest(HttpMethod.Post, "/audit-finance-default/_bulk") { Body = foreign, BodyKind = ElasticsearchBodyKind.NdJson }, Token);
        answer.IsSuccess.ShouldBeTrue();

        (await IdsAsync(All, AuditOrder.OldestFirst, 3)).ShouldBe(new NaiveTrail(texts).Ids(All, AuditOrder.OldestFirst));
    }

    [Fact]
    public async Task Access_to_nothing_asks_nobody()
    {
        await ExportAsync(new RandomEvents(14).Series(5, From, To));
        int before = _bench.Server.Received.Count;

        (await _store.SearchAsync(new AuditQuery { Access = AuditAccess.To([], null) }, AuditPaging.First, Token)).Records.ShouldBeEmpty();
        (await _store.CountAsync(new AuditQuery { Access = AuditAccess.To(["sales"], null), Contexts = ["finance"] }, new AuditFacetRequest(), Token)).Total.ShouldBe(0);

        _bench.Server.Received.Count.ShouldBe(before);
    }

    private async Task PutRepositoryAsync()
    {
        using ElasticsearchResponse answer = await _bench.Transport.SendAsync(
            new ElasticsearchRequest(HttpMethod.Put, "/_snapshot/auditgen") { Body = """{"type":"fs","settings":{"location":"auditgen"}}"""u8.ToArray(), BodyKind = ElasticsearchBodyKind.Json }, Token);
        answer.IsSuccess.ShouldBeTrue();
    }

    private async Task ExportAsync(List<byte[]> texts)
    {
        using var page = new JournalPage();
        foreach (byte[] text in texts)
        {
            var auditEvent = AuditEvent.Parse(text);
            page.Add(new JournalRecord(_next++, auditEvent.Id, auditEvent.Context, text, Sha256Hash.OfLeaf(text)));
        }

        await _bench.Exporter.ConsumeAsync(page, Token);
        _bench.Refused.All.ShouldBeEmpty();
        _bench.Exporter.Status.Degraded.ShouldBe(0);
    }

    private async Task<List<Guid>> IdsAsync(AuditQuery query, AuditOrder order, int size)
    {
        var ids = new List<Guid>();
        AuditCursor? after = null;
        do
        {
            AuditPage page = await _store.SearchAsync(query, new AuditPaging { Order = order, Size = size, After = after }, Token);
            page.Records.Length.ShouldBeLessThanOrEqualTo(size);
            ids.AddRange(page.Records.Select(record => record.Event.Id));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }
}
