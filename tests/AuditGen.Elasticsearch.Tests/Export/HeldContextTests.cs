using System.Text;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Elasticsearch.Tests.Export;

/// <summary>A context that the store does not take does not hold up the others, and loses nothing.</summary>
public sealed class HeldContextTests : IAsyncDisposable
{
    private static readonly ElasticsearchExporterOptions Impatient = ExportBench.Fast with { HoldBackAfter = TimeSpan.FromMilliseconds(20), MaxEvents = 50 };

    private readonly ClusterModel _cluster = new() { CreateStreamsOnDemand = true };
    private readonly WireServer _server;
    private readonly HttpElasticsearchTransport _transport;
    private readonly MemoryJournal _journal = new();
    private readonly RefusedEvents _refused = new();
    private volatile string[] _blocked = [];

    public HeldContextTests()
    {
        _server = new WireServer(_cluster.Answer) { KeepRequests = false };
        _transport = new HttpElasticsearchTransport(new ElasticsearchOptions { Nodes = [_server.Address] });
        _cluster.Refuses = (_, source) => Array.Exists(_blocked, context => Says(source, context)) ? (403, "cluster_block_exception", "blocked") : null;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_others_go_on_while_one_context_is_blocked()
    {
        Append(0, 100);
        _blocked = ["iam"];
        using ElasticsearchExporter exporter = Exporter();

        await ConsumeAsync(exporter, 0, 100);

        Stored().Count.ShouldBe(75);
        exporter.Status.State.ShouldBe(ExporterState.Paused);
        exporter.Status.HeldContexts.ShouldBe(["iam"]);
        exporter.Status.Problem.ShouldBe("iam: 403 cluster_block_exception: blocked");
        exporter.IsBlocked.ShouldBeFalse("the others are carried");
        _journal.Positions.Single(cursor => cursor.Name == "elasticsearch/iam").Position.ShouldBe(3, "the first event that was left out");
        _refused.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_context_catches_up_by_itself_and_is_carried_again()
    {
        Append(0, 200);
        _blocked = ["iam", "sales"];
        using ElasticsearchExporter exporter = Exporter();
        await ConsumeAsync(exporter, 0, 100);
        await ConsumeAsync(exporter, 100, 100);
        exporter.Status.HeldContexts.ShouldBe(["iam", "sales"]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task running = exporter.RunHeldBackAsync(stop.Token);

        _blocked = [];
        await UntilAsync(() => exporter.Status.HeldContexts.Count == 0);

        Stored().Count.ShouldBe(200);
        exporter.Status.State.ShouldBe(ExporterState.Running);
        Append(200, 40);
        await ConsumeAsync(exporter, 200, 20);
        await ConsumeAsync(exporter, 220, 20);
        Stored().Count.ShouldBe(240);
        _journal.Positions.ShouldBeEmpty("cursors of contexts that have caught up are forgotten");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_process_that_dies_leaves_the_cursor_to_the_next_one()
    {
        Append(0, 100);
        _blocked = ["iam"];
        using (ElasticsearchExporter first = Exporter())
        {
            await ConsumeAsync(first, 0, 100);
        }

        Append(100, 20);
        using ElasticsearchExporter second = Exporter();
        second.Status.HeldContexts.ShouldBe(["iam"]);
        await ConsumeAsync(second, 100, 20);
        Stored().Count.ShouldBe(90, "no event of iam is offered out of turn");
        _blocked = [];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task running = second.RunHeldBackAsync(stop.Token);
        await UntilAsync(() => second.Status.HeldContexts.Count == 0);
        await stop.CancelAsync();
        await running;

        Stored().Count.ShouldBe(120);
    }

    [Fact]
    public async Task A_cluster_that_is_away_as_a_whole_holds_no_context_back()
    {
        Append(0, 20);
        int answers = 0;
        _server.Faults = _ => Interlocked.Increment(ref answers) < 40 ? Fault.Unavailable : Fault.None;
        using ElasticsearchExporter exporter = Exporter();

        await ConsumeAsync(exporter, 0, 20);

        answers.ShouldBeGreaterThanOrEqualTo(40);
        Stored().Count.ShouldBe(20);
        _journal.Positions.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_from_quarantine_is_sent_although_later_ones_were_carried_long_ago()
    {
        Append(0, 20);
        using ElasticsearchExporter exporter = Exporter();
        await ConsumeAsync(exporter, 0, 20);
        using var page = new JournalPage();
        page.Add(EventTexts.UsualRecord(7));

        await exporter.ConsumeAsync(page, Token);

        exporter.Status.AlreadyStored.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_blocked_when_every_event_is_stored_once(int seed)
    {
        const int events = 3000;
        var random = new Random(seed);
        string[] contexts = EventTexts.Contexts.Split(',');
        Append(0, events);
        int position = 0;
        while (position < events)
        {
            // One life of a process; the runners of held contexts work beside its pages.
            using ElasticsearchExporter exporter = Exporter();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            Task running = exporter.RunHeldBackAsync(stop.Token);
            for (int pages = random.Next(1, 12); pages > 0 && position < events; pages--)
            {
                _blocked = [.. contexts.Where(_ => random.Next(4) == 0)];
                int count = Math.Min(random.Next(1, 200), events - position);
                await ConsumeAsync(exporter, position, count);
                position += count;
            }

            await stop.CancelAsync();
            await running;
        }

        _blocked = [];
        using ElasticsearchExporter last = Exporter();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task bringing = last.RunHeldBackAsync(end.Token);
        await UntilAsync(() => last.Status.HeldContexts.Count == 0);
        await end.CancelAsync();
        await bringing;
        Dictionary<string, int> stored = Stored();
        stored.Count.ShouldBe(events);
        stored.Values.ShouldAllBe(copies => copies == 1);
        _refused.All.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _server.DisposeAsync();
    }

    private ElasticsearchExporter Exporter() => new(_transport, Impatient, "test/log", _refused, random: new Random(1), journal: _journal);

    private void Append(int first, int count) => _journal.Append(Enumerable.Range(first, count).Select(index => EventTexts.UsualRecord(index).Text.ToArray()));

    private async Task ConsumeAsync(ElasticsearchExporter exporter, int first, int count)
    {
        using IJournalReader reader = _journal.OpenReader();
        using var page = new JournalPage();
        reader.Read(first, page, count, int.MaxValue);
        page.Count.ShouldBe(count);
        await exporter.ConsumeAsync(page, Token);
    }

    private Dictionary<string, int> Stored()
    {
        var stored = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string stream in _cluster.StreamNames)
        {
            foreach ((string id, int copies) in _cluster.IdsOf(stream))
            {
                stored[id] = stored.GetValueOrDefault(id) + copies;
            }
        }

        return stored;
    }

    private static bool Says(byte[] source, string context) => source.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"context\":\"{context}\"")) >= 0;

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(5, Token);
        }
    }
}
