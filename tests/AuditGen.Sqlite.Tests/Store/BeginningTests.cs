using AuditGen.Reading;
using AuditGen.Retention;
using AuditGen.Sqlite.Archives;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Tests.Store;

public sealed class BeginningTests
{
    private static readonly DateTimeOffset _from = new(2025, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _live = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2025, 3, 28, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery _all = new() { Access = AuditAccess.Everything };

    private static readonly BeginningCosts _collecting = new() { FirstMisses = 0, MissesPerMatch = 0, FewPages = int.MaxValue };

    /// <summary>Every way of finding words, and those in between that change it within an answer.</summary>
    private static readonly BeginningCosts[] _ways =
    [
        new(),
        _collecting,
        new() { FirstMisses = 0, MissesPerMatch = 0, FewPages = -1, FewWords = int.MaxValue },
        new() { FirstMisses = 4, MissesPerMatch = 2, FewPages = 0, FewWords = 3, LooksPerPage = 40 },
        new() { FirstMisses = 4, MissesPerMatch = 2, FewPages = 0, FewWords = 3, LooksPerPage = 0 },
        new() { FirstMisses = int.MaxValue / 2 },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Words_are_found_by_their_beginnings_as_looking_at_every_event_finds_them_whichever_way_is_taken(int seed)
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        WordEvents events = new(seed, words: 4_000, letters: 5);
        List<byte[]> texts = [.. events.Series(900, "old", wordsEach: 8, _from, _live), .. events.Series(900, "kept", wordsEach: 8, _live, _to)];
        await FillAsync(host, texts);
        NaiveTrail naive = new(texts);
        List<SqliteAuditStore> stores = [.. _ways.Select(way => SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.Path, Beginnings = way }))];
        int found = 0;
        for (int i = 0; i < 200; i++)
        {
            AuditQuery query = Narrowed(_all with { Text = Text(events) }, events.Random);
            AuditOrder order = (AuditOrder)(i % 2);
            List<Guid> expected = naive.Ids(query, order);
            AuditFacetRequest request = new() { Dimensions = [AuditDimension.Actor, AuditDimension.Category], Interval = AuditInterval.Day };
            AuditFacets counted = naive.Count(query, request);
            found += expected.Count;
            SqliteAuditStore store = stores[i % stores.Count];

            (await IdsAsync(store, query, order, 1 + (i * 7 % 60))).ShouldBe(expected, query.ToString());

            AuditFacets answered = await store.CountAsync(query, request, Token);
            answered.Total.ShouldBe(counted.Total, query.ToString());
            answered.Histogram.ShouldBe(counted.Histogram);
            answered.ByDimension.SelectMany(facet => facet.Values).ShouldBe(counted.ByDimension.SelectMany(facet => facet.Values));
        }

        foreach (SqliteAuditStore store in stores)
        {
            await store.DisposeAsync();
        }

        found.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task The_words_of_a_segment_are_named_by_their_beginning_as_long_as_they_are_few()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        await FillAsync(host, new WordEvents(7, words: 300, letters: 3).Series(300, "old", wordsEach: 5, _from, _live));
        using MonthReaders readers = new(folder.Path, 4, new ArchiveCache(1024 * 1024));
        MonthReader reader = readers.Rent(Snapshot(folder).Segments[0]);

        reader.Words.BeginningWith("thi", most: 1).ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe("thing"u8.ToArray());
        reader.Words.BeginningWith("u", most: 2).ShouldNotBeNull().ShouldBe(["u"u8.ToArray(), "update"u8.ToArray()]);
        reader.Words.BeginningWith("zz", most: 1).ShouldNotBeNull().ShouldBeEmpty();
        IReadOnlyList<byte[]> accented = reader.Words.BeginningWith("é", most: 1_000).ShouldNotBeNull();
        accented.Count.ShouldBeGreaterThan(3);
        accented.Select(System.Text.Encoding.UTF8.GetString).ShouldAllBe(word => word.StartsWith('é'));
        reader.Words.BeginningWith("é", most: accented.Count).ShouldNotBeNull().Count.ShouldBe(accented.Count);
        reader.Words.BeginningWith("é", most: accented.Count - 1).ShouldBeNull();
        readers.Return(reader);
    }

    /// <summary>
    /// Collecting the events of every word that begins so reads the whole of them from the index. That it is not done is
    /// held here by what does not depend on the machine: the pages asked for.
    /// </summary>
    [Theory]
    [InlineData("in*", "")]
    [InlineData("thing in*", "")]
    [InlineData("in* i*", "")]
    [InlineData("ina* inb* inc*", "")]
    [InlineData("in*", "r3")]
    public async Task A_page_of_what_has_a_frequent_beginning_reads_little_of_the_index(string text, string resource)
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        await FillAsync(host, new WordEvents(11, words: 600, letters: 4, beginning: "in").Series(2_000, "old", wordsEach: 60, _from, _live));
        AuditQuery query = _all with { Text = text, ResourceIds = resource.Length == 0 ? [] : [resource] };

        (long collecting, int same) = Read(folder, query, _collecting);
        (long pages, int found) = Read(folder, query, new BeginningCosts());

        found.ShouldBe(5);
        same.ShouldBe(found);
        pages.ShouldBeLessThan(collecting / 2, $"{pages} pages instead of {collecting}");
    }

    private static (long Pages, int Found) Read(StoreFolder folder, AuditQuery query, BeginningCosts costs)
    {
        using StoreManifest manifest = StoreManifest.OpenForReading(folder.Path);
        StoreSnapshot snapshot = manifest.Read();
        using MonthReaders readers = new(folder.Path, 4, new ArchiveCache(1024 * 1024));
        StoreSearch search = new(readers, new TermNames(new KeyedHash(manifest.HashKey.AsSpan())), costs);
        long before = PagesRead();
        int found = search.Find(snapshot, query, AuditOrder.NewestFirst, after: null, snapshot.Position, limit: 5, Token).Count;
        return (PagesRead() - before, found);

        long PagesRead()
        {
            MonthReader reader = readers.Rent(snapshot.Segments[0]);
            long pages = reader.Database.PagesRead;
            readers.Return(reader);
            return pages;
        }
    }

    private static StoreSnapshot Snapshot(StoreFolder folder)
    {
        using StoreManifest manifest = StoreManifest.OpenForReading(folder.Path);
        return manifest.Read();
    }

    /// <summary>The first month goes into an archive, the second one stays as it is.</summary>
    private static async Task FillAsync(StoreHost host, List<byte[]> texts)
    {
        host.Journal.Append(texts);
        await host.IndexAsync(pageSize: 1_000);
        FixedPolicies policies = new();
        policies.Contexts["kept"] = new AuditRetention { Hot = TimeSpan.FromDays(36_500), Warm = TimeSpan.Zero };
        (await host.Store.ArchiveAsync(policies, Token)).Archived.ShouldBe(["2025-02.0"]);
    }

    private static string Text(WordEvents events)
    {
        List<string> words = [];
        for (int i = events.Random.Next(1, 4); i > 0; i--)
        {
            string word = events.Word();
            words.Add(events.Random.Next(4) switch
            {
                0 => word,
                1 => "nobody*",
                _ => word[..events.Random.Next(1, word.Length + 1)] + "*",
            });
        }

        return string.Join(' ', words);
    }

    private static AuditQuery Narrowed(AuditQuery query, Random random) => random.Next(12) switch
    {
        0 => query with { Contexts = ["old"] },
        1 => query with { Actors = ["u-1", "u-2"] },
        2 => query with { Outcomes = [AuditOutcome.Denied] },
        3 => query with { Categories = [AuditCategory.Update] },
        4 => query with { ResourceIds = ["r5"] },
        5 => query with { Sessions = ["s-3"] },
        6 => query with { Tenants = ["t-1"] },
        7 => query with { From = _live.AddDays(-10), To = _live.AddDays(10) },
        8 => query with { Access = AuditAccess.To(["kept"], tenants: null) },
        9 => query with { Actions = ["thing.update"], Operations = [new Guid(7, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)] },
        _ => query,
    };

    private static async Task<List<Guid>> IdsAsync(SqliteAuditStore store, AuditQuery query, AuditOrder order, int pageSize)
    {
        List<Guid> ids = [];
        for (AuditPaging? paging = new() { Order = order, Size = pageSize }; paging is not null;)
        {
            AuditPage page = await store.SearchAsync(query, paging, Token);
            ids.AddRange(page.Records.Select(record => record.Event.Id));
            paging = page.Next is { } next ? paging with { After = next } : null;
        }

        return ids;
    }
}
