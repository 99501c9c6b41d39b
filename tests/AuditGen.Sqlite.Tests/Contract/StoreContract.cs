using AuditGen.Actors;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Sqlite.Tests.Contract;

/// <summary>
/// What every store answers, and answers alike: each answer is compared with what looking at every event gives, written from
/// docs/query.md alone (<see cref="NaiveTrail"/>). Each store derives a class.
/// </summary>
public abstract class StoreContract
{
    private const int Count = 400;
    private static readonly DateTimeOffset _from = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery _all = new() { Access = AuditAccess.Everything };

    /// <summary>One question for each dimension, each with a value that some event has.</summary>
    public static TheoryData<string> Dimensions => [.. ByDimension.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, Func<AuditEvent, AuditQuery?>> ByDimension { get; } = new(StringComparer.Ordinal)
    {
        ["context"] = one => _all with { Contexts = [one.Context] },
        ["tenant"] = one => one.Tenant is { } tenant ? _all with { Tenants = [tenant] } : null,
        ["actor"] = one => _all with { Actors = [one.Actor.Id] },
        ["on behalf of"] = one => one.Actor.OnBehalfOf is { } other ? _all with { OnBehalfOf = [other.Id] } : null,
        ["resource type"] = one => one.Resource is { } resource ? _all with { ResourceTypes = [resource.Type] } : null,
        ["resource id"] = one => one.Resource?.Id is { } id ? _all with { ResourceIds = [id] } : null,
        ["action"] = one => _all with { Actions = [one.Action] },
        ["category"] = one => _all with { Categories = [one.Category] },
        ["outcome"] = one => one.Outcome == AuditOutcome.Success ? null : _all with { Outcomes = [one.Outcome] },
        ["operation"] = one => _all with { Operations = [one.Operation] },
        ["session"] = one => one.Session is { } session ? _all with { Sessions = [session] } : null,
        ["correlation"] = one => one.Correlation is { } correlation ? _all with { Correlations = [correlation] } : null,
        ["from"] = one => _all with { From = one.Timestamp },
        ["to"] = one => _all with { To = one.Timestamp },
        ["changed path"] = one => one.Changes is [{ } change, ..] ? _all with { ChangedPath = change.Path } : null,
        ["old value"] = one => one.Changes.FirstOrDefault(change => !change.Old.IsMissing) is { } change ? _all with { ChangedPath = change.Path, OldValue = "*" } : null,
        ["new value"] = one => one.Changes.Any(change => !change.New.IsMissing && change.New.ToSearchText() == "Draft") ? _all with { NewValue = "draft" } : null,
        ["text"] = one => _all with { Text = $"{one.Actor.Name} {one.Action.Split('.')[0]}" },
        ["context of access"] = one => _all with { Access = AuditAccess.To([one.Context], null) },
        ["tenant of access"] = one => one.Tenant is { } tenant ? _all with { Access = AuditAccess.To(null, [tenant]) } : null,
        ["access without tenant"] = _ => _all with { Access = AuditAccess.To(null, [], withoutTenant: true) },
    };

    /// <summary>Opens an empty store; skips, saying why, where there is none.</summary>
    protected abstract Task<IContractStore> OpenAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_questions_get_the_answers_that_looking_at_every_event_gives(int seed)
    {
        await using IContractStore store = await OpenAsync();
        RandomEvents events = new(seed);
        List<byte[]> texts = events.Series(Count, _from, _to);
        await store.AddAsync(events.Disordered(texts));
        NaiveTrail naive = new(texts);
        RandomQueries queries = new(seed, _from, _to);
        int answered = 0;
        for (int i = 0; i < 150; i++)
        {
            AuditQuery query = queries.Next();
            AuditOrder order = (AuditOrder)(i % 2);
            List<Guid> expected = naive.Ids(query, order);

            (await IdsAsync(store, query, order, 1 + (i % 120))).ShouldBe(expected, query.ToString());
            answered += expected.Count > 0 ? 1 : 0;
            Guid? upTo = i % 3 == 0 ? AuditEvent.Parse(texts[i * 2]).Id : null;
            AuditFacetRequest request = new() { Dimensions = [.. Enum.GetValues<AuditDimension>()], Top = 3, Interval = (AuditInterval)(i % 4), UpTo = upTo };
            AuditFacets counted = await store.Reader.CountAsync(query, request, Token);
            Show(counted).ShouldBe(Show(naive.Count(query, request)), query.ToString());
        }

        answered.ShouldBeGreaterThan(60);
    }

    [Theory]
    [MemberData(nameof(Dimensions))]
    public async Task Each_dimension_alone_finds_exactly_what_has_the_value(string dimension)
    {
        await using IContractStore store = await OpenAsync();
        List<byte[]> texts = new RandomEvents(3).Series(60, _from, _to);
        await store.AddAsync(texts);
        NaiveTrail naive = new(texts);
        AuditQuery query = texts.Select(text => ByDimension[dimension](AuditEvent.Parse(text))).Skip(20).First(asked => asked is not null)!;
        List<Guid> expected = naive.Ids(query, AuditOrder.NewestFirst);
        expected.Count.ShouldBeInRange(1, texts.Count - 1);

        (await IdsAsync(store, query, AuditOrder.NewestFirst, 7)).ShouldBe(expected);

        List<Guid> exported = [];
        await foreach (AuditRecord record in store.Reader.ExportAsync(query, AuditOrder.NewestFirst, Token))
        {
            exported.Add(record.Event.Id);
        }

        exported.ShouldBe(expected);
    }

    [Fact]
    public async Task An_event_comes_back_with_its_very_bytes_and_only_to_those_who_may_see_it()
    {
        await using IContractStore store = await OpenAsync();
        List<byte[]> texts = new RandomEvents(5).Series(30, _from, _to);
        await store.AddAsync(texts);
        for (int i = 0; i < texts.Count; i++)
        {
            AuditEvent expected = AuditEvent.Parse(texts[i]);

            AuditRecord? found = await store.Reader.FindAsync(expected.Id, AuditAccess.Everything, Token);

            found.ShouldNotBeNull().Event.Text.ToArray().ShouldBe(texts[i]);
            found.Index.ShouldBe(i);
            found.Leaf.ShouldBe(Sha256Hash.OfLeaf(texts[i]));
            (await store.Reader.FindAsync(expected.Id, AuditAccess.To(["other"], null), Token)).ShouldBeNull();
            (await store.Reader.FindAsync(expected.Id, AuditAccess.To(null, ["nobody"]), Token)).ShouldBeNull();
        }

        (await store.Reader.FindAsync(Guid.CreateVersion7(), AuditAccess.Everything, Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData(AuditOrder.NewestFirst)]
    [InlineData(AuditOrder.OldestFirst)]
    public async Task Pages_together_hold_what_was_there_when_the_first_was_asked_for(AuditOrder order)
    {
        await using IContractStore store = await OpenAsync();
        RandomEvents events = new(7);
        List<byte[]> texts = events.Series(100, _from, _to);
        await store.AddAsync(texts);
        AuditPage page = await store.Reader.SearchAsync(_all, new AuditPaging { Order = order, Size = 30 }, Token);
        List<Guid> ids = [.. page.Records.Select(record => record.Event.Id)];

        // Late ones with ids in the middle, and new ones at the end.
        await store.AddAsync(events.Series(50, _from.AddDays(40), _to.AddDays(3)));
        while (page.Next is { } next)
        {
            AuditCursor.TryParse(next.ToString(), out AuditCursor? parsed).ShouldBeTrue();
            page = await store.Reader.SearchAsync(_all, new AuditPaging { Order = order, Size = 30, After = parsed }, Token);
            ids.AddRange(page.Records.Select(record => record.Event.Id));
        }

        ids.ShouldBe(new NaiveTrail(texts).Ids(_all, order));
    }

    [Fact]
    public async Task Counts_up_to_the_newest_event_of_a_list_do_not_count_what_came_after_it()
    {
        await using IContractStore store = await OpenAsync();
        RandomEvents events = new(9);
        List<byte[]> texts = events.Series(200, _from, _to);
        await store.AddAsync(texts);
        NaiveTrail then = new(texts);
        AuditFacetRequest request = new() { Dimensions = [.. Enum.GetValues<AuditDimension>()], Interval = AuditInterval.Day };
        AuditQuery[] questions =
        [
            _all, _all with { Access = AuditAccess.To(["finance", "hr"], null) }, _all with { Outcomes = [AuditOutcome.Success] }, _all with { NewValue = "draft" }, _all with { From = _from.AddDays(30) },
        ];
        List<Guid> newest = [];
        foreach (AuditQuery query in questions)
        {
            newest.Add((await store.Reader.SearchAsync(query, AuditPaging.First, Token)).Records[0].Event.Id);
        }

        List<byte[]> more = events.Series(60, _to.AddMilliseconds(1), _to.AddDays(40));
        await store.AddAsync(more);

        for (int i = 0; i < questions.Length; i++)
        {
            AuditFacets counted = await store.Reader.CountAsync(questions[i], request with { UpTo = newest[i] }, Token);
            Show(counted).ShouldBe(Show(then.Count(questions[i], request)), questions[i].ToString());
            AuditFacets all = await store.Reader.CountAsync(questions[i], request, Token);
            Show(all).ShouldBe(Show(new NaiveTrail([.. texts, .. more]).Count(questions[i], request)), questions[i].ToString());
        }
    }

    [Fact]
    public async Task Histories_and_sessions_are_whole_and_in_order()
    {
        await using IContractStore store = await OpenAsync();
        List<byte[]> texts = new RandomEvents(8).Series(Count, _from, _to);
        await store.AddAsync(texts);
        NaiveTrail naive = new(texts);
        AuditAccess finance = AuditAccess.To(["finance", "hr"], null);

        foreach (string id in RandomEvents.Ids)
        {
            AuditPage history = await store.Reader.HistoryAsync("invoice", id, finance, new AuditPaging { Size = 1000 }, Token);
            history.Records.Select(record => record.Event.Id).ShouldBe(naive.Ids(AuditQuery.HistoryOf("invoice", id, finance), AuditOrder.NewestFirst), id);
        }

        foreach (string id in RandomEvents.Sessions)
        {
            AuditPage session = await store.Reader.SessionAsync(id, AuditAccess.Everything, new AuditPaging { Order = AuditOrder.OldestFirst, Size = 1000 }, Token);
            session.Records.Select(record => record.Event.Id).ShouldBe(naive.Ids(AuditQuery.SessionOf(id, AuditAccess.Everything), AuditOrder.OldestFirst), id);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(1.1)]
    public async Task The_state_of_a_resource_is_the_fold_of_its_events_up_to_the_time(double when)
    {
        await using IContractStore store = await OpenAsync();
        List<byte[]> texts = new RandomEvents(10).Series(300, _from, _to);
        await store.AddAsync(texts);
        DateTimeOffset at = _from + ((_to - _from) * when);
        AuditStateFold fold = new();
        foreach (AuditEvent one in new NaiveTrail(texts).Events(AuditQuery.HistoryOf("invoice", "1", AuditAccess.Everything)).Where(one => one.Timestamp <= at))
        {
            fold.Apply(one);
        }

        AuditState expected = fold.ToState("invoice", "1", at);

        AuditState state = await store.Reader.AsOfAsync("invoice", "1", at, AuditAccess.Everything, Token);

        (state.Events, state.Knowledge, state.Last?.Id).ShouldBe((expected.Events, expected.Knowledge, expected.Last?.Id));
        state.Values.Select(value => (value.Path, value.Value.ToString(), value.EventId)).ShouldBe(expected.Values.Select(value => (value.Path, value.Value.ToString(), value.EventId)));
        (await store.Reader.AsOfAsync("invoice", "1", at, AuditAccess.To([], null), Token)).Events.ShouldBe(0);
    }

    [Fact]
    public async Task Times_at_the_ends_of_the_calendar_are_times_like_others()
    {
        await using IContractStore store = await OpenAsync();
        List<byte[]> texts = new RandomEvents(11).Series(50, _from, _to);
        await store.AddAsync(texts);
        int known = new NaiveTrail(texts).Events(AuditQuery.HistoryOf("invoice", "1", AuditAccess.Everything)).Count;
        AuditQuery ever = _all with { From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue };

        (await store.Reader.AsOfAsync("invoice", "1", DateTimeOffset.MaxValue, AuditAccess.Everything, Token)).Events.ShouldBe(known);
        (await store.Reader.AsOfAsync("invoice", "1", DateTimeOffset.MinValue, AuditAccess.Everything, Token)).Events.ShouldBe(0);
        (await IdsAsync(store, ever, AuditOrder.NewestFirst, 20)).Count.ShouldBe(50);
        (await store.Reader.CountAsync(ever, new AuditFacetRequest(), Token)).Total.ShouldBe(50);
        (await store.Reader.CountAsync(_all with { From = DateTimeOffset.MaxValue }, new AuditFacetRequest(), Token)).Total.ShouldBe(0);
        (await store.Reader.CountAsync(_all with { To = DateTimeOffset.MinValue }, new AuditFacetRequest(), Token)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task It_says_how_much_it_holds_and_that_nothing_is_outstanding()
    {
        await using IContractStore store = await OpenAsync();
        await store.AddAsync(new RandomEvents(12).Series(10, _from, _to));

        (await store.Reader.WaitUntilVisibleAsync(10, TimeSpan.FromMinutes(1), Token)).ShouldBeTrue();
        (await store.Reader.IndexingAsync(Token)).ShouldBe(new AuditIndexing(10, 10, TimeSpan.Zero));
    }

    [Fact]
    public async Task Access_to_nothing_finds_counts_and_names_nobody()
    {
        await using IContractStore store = await OpenAsync();
        await store.AddAsync(new RandomEvents(13).Series(20, _from, _to));
        foreach (AuditAccess nothing in (AuditAccess[])[AuditAccess.To([], null), AuditAccess.To(null, []), AuditAccess.To(["elsewhere"], ["nobody"])])
        {
            (await store.Reader.SearchAsync(_all with { Access = nothing }, AuditPaging.First, Token)).Records.ShouldBeEmpty();
            (await store.Reader.CountAsync(_all with { Access = nothing }, new AuditFacetRequest { Dimensions = [AuditDimension.Actor] }, Token)).Total.ShouldBe(0);
            (await store.Actors.SearchAsync(new AuditActorQuery { Access = nothing }, Token)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("u-")]
    [InlineData("MONTH4 name")]
    [InlineData("mail1")]
    [InlineData("hr.example")]
    [InlineData("o'neil")]
    [InlineData("日本")]
    [InlineData("nobody at all")]
    public async Task Actors_are_those_of_the_visible_events_as_the_newest_one_calls_them(string? text)
    {
        await using IContractStore store = await OpenAsync();
        RandomEvents events = new(14);
        List<byte[]> texts = events.Series(Count, _from, _to);
        await store.AddAsync(events.Disordered(texts));
        NaiveTrail naive = new(texts);
        AuditAccess[] readers =
        [
            AuditAccess.Everything, AuditAccess.To(["hr"], null), AuditAccess.To(["sales", "identity"], ["acme"]), AuditAccess.To(null, ["globex"], withoutTenant: true),
        ];
        foreach (AuditActorQuery query in readers.SelectMany(access => new[] { new AuditActorQuery { Access = access, Text = text }, new AuditActorQuery { Access = access, Text = text, Limit = 2 } }))
        {
            (await store.Actors.SearchAsync(query, Token)).ToList().ShouldBe(naive.Actors(query), $"{text} limit {query.Limit}");
            AuditActorQuery some = query with { Ids = ["u-1", "u-3", "nobody"] };
            (await store.Actors.SearchAsync(some, Token)).ToList().ShouldBe(naive.Actors(some), $"{text} of some");
        }
    }

    private static async Task<List<Guid>> IdsAsync(IContractStore store, AuditQuery query, AuditOrder order, int size)
    {
        List<Guid> ids = [];
        AuditPaging? paging = new() { Order = order, Size = size };
        while (paging is not null)
        {
            AuditPage page = await store.Reader.SearchAsync(query, paging, Token);
            page.Records.Length.ShouldBeLessThanOrEqualTo(size);
            ids.AddRange(page.Records.Select(record => record.Event.Id));
            paging = page.Next is { } next ? paging with { After = next } : null;
        }

        return ids;
    }

    private static string Show(AuditFacets facets) => string.Join('\n',
    [
        $"total {facets.Total}",
        .. facets.ByDimension.Select(facet => $"{facet.Dimension}: {string.Join(", ", facet.Values.Select(value => $"{value.Value}={value.Count}"))} other {facet.Other}"),
        .. facets.Histogram.Select(bucket => $"{bucket.From:O} {bucket.Count}"),
    ]);
}
