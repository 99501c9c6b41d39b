using AuditGen.Reading;

namespace AuditGen.Sqlite.Tests.Store;

public sealed class StoreQueryTests
{
    private static readonly DateTimeOffset _from = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery _all = new() { Access = AuditAccess.Everything };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_questions_get_the_answers_that_looking_at_every_event_gives(int seed)
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        RandomEvents events = new(seed);
        List<byte[]> texts = events.Series(1_500, _from, _to);
        host.Journal.Append(events.Disordered(texts));
        await host.IndexAsync();
        NaiveTrail naive = new(texts);
        RandomQueries queries = new(seed, _from, _to);
        int answered = 0;
        for (int i = 0; i < 250; i++)
        {
            AuditQuery query = queries.Next();
            AuditOrder order = (AuditOrder)(i % 2);
            List<Guid> expected = naive.Ids(query, order);

            (await host.IdsAsync(query, order, pageSize: 1 + (i % 300))).ShouldBe(expected, query.ToString());
            answered += expected.Count > 0 ? 1 : 0;
            AuditFacetRequest request = new()
            {
                Dimensions = [.. Enum.GetValues<AuditDimension>()],
                Top = 3,
                Interval = (AuditInterval)(i % 4),
            };
            AuditFacets counted = await host.Store.CountAsync(query, request, Token);
            Show(counted).ShouldBe(Show(naive.Count(query, request)), query.ToString());
        }

        answered.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Counts_of_everything_come_from_counters_and_equal_those_of_rows()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        List<byte[]> texts = new RandomEvents(4).Series(800, _from, _to);
        host.Journal.Append(texts);
        await host.IndexAsync();
        AuditFacetRequest request = new() { Dimensions = [.. Enum.GetValues<AuditDimension>()], Interval = AuditInterval.Hour };

        AuditFacets everything = await host.Store.CountAsync(_all, request, Token);

        Show(everything).ShouldBe(Show(new NaiveTrail(texts).Count(_all, request)));
        Show(await host.Store.CountAsync(_all with { From = _from }, request, Token)).ShouldBe(Show(everything));
    }

    [Fact]
    public async Task Pages_never_skip_nor_repeat_while_events_arrive_late_ones_included()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        RandomEvents events = new(6);
        List<byte[]> texts = events.Series(1_000, _from, _to);
        List<byte[]> early = [.. texts.Where((_, i) => i % 3 != 0)];
        List<byte[]> late = [.. texts.Where((_, i) => i % 3 == 0)];
        host.Journal.Append(early);
        await host.IndexAsync();
        foreach (AuditOrder order in Enum.GetValues<AuditOrder>())
        {
            List<Guid> expected = [.. host.Journal.Records.Select(record => record.Id).Order()];
            List<Guid> given = [];
            AuditPaging? paging = new() { Order = order, Size = 70 };
            while (paging is not null)
            {
                AuditPage page = await host.Store.SearchAsync(_all, paging, Token);
                given.AddRange(page.Records.Select(record => record.Event.Id));
                paging = page.Next is { } next ? paging with { After = next } : null;
                host.Journal.Append(late.Take(15));
                late.RemoveRange(0, Math.Min(15, late.Count));
                await host.IndexAsync();
            }

            given.ShouldBe(order == AuditOrder.NewestFirst ? expected.AsEnumerable().Reverse() : expected);
        }
    }

    [Fact]
    public async Task Ids_whose_keys_clash_are_all_kept_and_in_order()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        RandomEvents events = new(7);
        List<byte[]> texts = [.. Enumerable.Range(0, 12).Select(i => events.Text(EventIds.At(_from, counter: 5, rest: (ulong)(i / 4 * 0x1000 + i % 4)), _from))];
        host.Journal.Append(texts);
        await host.IndexAsync(pageSize: 5);

        (await host.IdsAsync(_all, AuditOrder.OldestFirst, pageSize: 5)).ShouldBe(host.Journal.Records.Select(record => record.Id).Order());
        (await host.IdsAsync(_all, AuditOrder.NewestFirst, pageSize: 1)).ShouldBe(host.Journal.Records.Select(record => record.Id).OrderDescending());
    }

    [Fact]
    public async Task What_is_appended_is_behind_until_it_is_indexed_and_then_visible()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(8).Series(10, _from, _to));

        AuditIndexing before = await host.Store.IndexingAsync(Token);
        bool visible = await host.Store.WaitUntilVisibleAsync(10, TimeSpan.FromMilliseconds(1), Token);
        await host.IndexAsync();
        AuditIndexing after = await host.Store.IndexingAsync(Token);

        (before.Lag, visible).ShouldBe((10, false));
        before.Behind.ShouldBeGreaterThan(TimeSpan.Zero);
        after.ShouldBe(new AuditIndexing(10, 10, TimeSpan.Zero));
        (await host.Store.WaitUntilVisibleAsync(10, TimeSpan.Zero, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_process_reads_beside_the_owner()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        RandomEvents events = new(9);
        host.Journal.Append(events.Series(30, _from, _to));
        await host.IndexAsync();
        await using SqliteAuditStore reader = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.Path });

        (await reader.SearchAsync(_all, AuditPaging.First, Token)).Records.Length.ShouldBe(30);
        host.Journal.Append(events.Series(10, _to, _to.AddDays(40)));
        await host.IndexAsync();
        (await reader.SearchAsync(_all, AuditPaging.First, Token)).Records.Length.ShouldBe(40);
    }

    [Fact]
    public async Task An_export_holds_every_event_once_in_the_order_asked_for()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(10).Series(2_300, _from, _to));
        await host.IndexAsync(pageSize: 1_000);
        List<Guid> exported = [];
        await foreach (AuditRecord record in host.Store.ExportAsync(_all, cancellationToken: Token))
        {
            exported.Add(record.Event.Id);
        }

        exported.ShouldBe(host.Journal.Records.Select(record => record.Id).Order());
    }

    private static string Show(AuditFacets facets) =>
        facets.Total + "\n" + string.Join('\n', facets.ByDimension.Select(facet =>
            $"{facet.Dimension}: {string.Join(", ", facet.Values.Select(value => value.Value + "=" + value.Count))} other {facet.Other}"))
        + "\n" + string.Join(", ", facets.Histogram.Select(bucket => $"{bucket.From:O}={bucket.Count}"));
}
