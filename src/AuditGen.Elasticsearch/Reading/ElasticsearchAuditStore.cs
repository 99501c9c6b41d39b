using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AuditGen.Actors;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;
using AuditGen.Reading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>
/// The trail as Elasticsearch holds it, in whatever tier. An event that is there twice (docs/delivery.md) is given once:
/// equal ids follow each other in the order of ids, and the second is dropped, across pages too.
/// </summary>
public sealed class ElasticsearchAuditStore : IAuditStore, IAuditActors
{
    // A page asks for a little more than it gives, so that a few second copies do not cost a second request.
    private const int Slack = 16;

    private readonly SearchClient _client;
    private readonly ElasticsearchStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ExporterStatus? _exporter;
    private readonly Func<long>? _appended;
    private readonly ILogger _logger;

    /// <summary>Creates a store.</summary>
    /// <param name="transport">The way to the cluster, with a credential that may read.</param>
    /// <param name="options">How events are read.</param>
    /// <param name="exporter">The status of the exporter in the same process, if there is one: it knows how many events may be there twice.</param>
    /// <param name="appended">How many events the journal holds, if it is at hand.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where documents are reported that are no events any more.</param>
    public ElasticsearchAuditStore(
        IElasticsearchTransport transport,
        ElasticsearchStoreOptions? options = null,
        ExporterStatus? exporter = null,
        Func<long>? appended = null,
        TimeProvider? time = null,
        ILogger<ElasticsearchAuditStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _options = options ?? new ElasticsearchStoreOptions();
        _time = time ?? TimeProvider.System;
        _client = new SearchClient(transport, _options, _time);
        _exporter = exporter;
        _appended = appended;
        _logger = logger ?? NullLogger<ElasticsearchAuditStore>.Instance;
    }

    /// <inheritdoc/>
    public string Name => "elasticsearch";

    /// <summary>How many events from one journal index up to another are in quarantine, and so never become visible, where that can be known.</summary>
    internal Func<long, long, int>? CountQuarantined { get; init; }

    private string Everything => AuditStreams.AllEvents(_options.Namespace);

    /// <inheritdoc/>
    public async ValueTask<AuditPage> SearchAsync(AuditQuery query, AuditPaging paging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(paging);
        if (TargetOf(query) is not { } target)
        {
            return new AuditPage([], null);
        }

        long? until = paging.After?.Until;
        var found = new List<AuditRecord>(paging.Size + 1);
        var matcher = query.LooksInside ? new AuditMatcher(query) : null;
        JsonArray? after = paging.After is { } cursor ? new JsonArray(EventTime.MillisecondsOf(cursor.Last), cursor.Last.ToString()) : null;
        while (found.Count <= paging.Size)
        {
            int size = paging.Size + Slack;
            JsonObject body = Page(query, until, paging.Order, size, after);
            if (until is null)
            {
                body["aggs"] = Max("until", "audit.ledger.index");
            }

            JsonNode answer = await _client.SearchAsync(target, body, IsLong(query), cancellationToken).ConfigureAwait(false);
            until ??= Number(answer["aggregations"]?["until"]?["value"]) + 1;
            int hits = 0;
            foreach (SearchHit hit in SearchHit.Of(answer))
            {
                hits++;
                bool isCopy = after is not null && string.Equals((string?)after[1], hit.Id, StringComparison.Ordinal);
                after = new JsonArray(hit.Key[0]!.DeepClone(), hit.Key[1]!.DeepClone());
                if (!isCopy && found.Count <= paging.Size && Read(hit) is { } record && matcher?.MatchesInside(record.Event) is not false)
                {
                    found.Add(record);
                }
            }

            if (hits < size)
            {
                break;
            }
        }

        bool more = found.Count > paging.Size;
        ImmutableArray<AuditRecord> page = [.. found.Take(paging.Size)];
        return new AuditPage(page, more ? new AuditCursor(page[^1].Event.Id, until ?? 0) : null);
    }

    /// <inheritdoc/>
    public async ValueTask<AuditRecord?> FindAsync(Guid id, AuditAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        var body = new JsonObject
        {
            ["size"] = 1,
            ["query"] = QueryTranslator.Translate(id, access),
            ["sort"] = SearchHit.Sort(AuditOrder.NewestFirst),
            ["_source"] = SearchHit.SourceFields,
        };
        JsonNode answer = await _client.SearchAsync(Everything, body, isLong: false, cancellationToken).ConfigureAwait(false);
        return SearchHit.Of(answer).Select(Read).FirstOrDefault();
    }

    /// <inheritdoc/>
    public async ValueTask<AuditState> AsOfAsync(
        string resourceType, string resourceId, DateTimeOffset at, AuditAccess access, CancellationToken cancellationToken = default)
    {
        var fold = new AuditStateFold();
        AuditQuery query = AuditQuery.HistoryUpTo(resourceType, resourceId, at, access);
        var paging = new AuditPaging { Order = AuditOrder.OldestFirst, Size = AuditPaging.MaxSize };
        AuditCursor? after = null;
        do
        {
            AuditPage page = await SearchAsync(query, paging with { After = after }, cancellationToken).ConfigureAwait(false);
            foreach (AuditRecord record in page.Records)
            {
                if (record.Event.Timestamp <= at)
                {
                    fold.Apply(record.Event);
                }
            }

            after = page.Next;
        }
        while (after is not null);
        return fold.ToState(resourceType, resourceId, at);
    }

    /// <inheritdoc/>
    public async ValueTask<AuditFacets> CountAsync(AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(request);
        if (TargetOf(query) is not { } target)
        {
            return new AuditFacets(0, [.. request.Dimensions.Select(dimension => new AuditFacet(dimension, [], 0))], []);
        }

        var body = new JsonObject
        {
            ["size"] = 0,
            ["track_total_hits"] = true,
            ["query"] = QueryTranslator.Translate(query, upTo: request.UpTo),
            ["aggs"] = FacetTranslator.Aggregations(request),
        };
        JsonNode answer = await _client.SearchAsync(target, body, IsLong(query), cancellationToken).ConfigureAwait(false);
        return FacetTranslator.Read(answer, request, _exporter?.PossibleDuplicates ?? 0);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditRecord> ExportAsync(
        AuditQuery query, AuditOrder order = AuditOrder.OldestFirst, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (TargetOf(query) is not { } target)
        {
            yield break;
        }

        var matcher = query.LooksInside ? new AuditMatcher(query) : null;
        await foreach (SearchHit hit in ScanAsync(target, QueryTranslator.Translate(query), order, withSource: true, cancellationToken).ConfigureAwait(false))
        {
            if (Read(hit) is { } record && matcher?.MatchesInside(record.Event) is not false)
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<AuditActorProfile>> SearchAsync(AuditActorQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return TargetOf(new AuditQuery { Access = query.Access }) is { } target
            ? new ActorSearch(_client, target).FindAsync(query, cancellationToken)
            : ValueTask.FromResult(ImmutableArray<AuditActorProfile>.Empty);
    }

    /// <summary>Counts, exactly, how many events are in the store more than once. Reads every id; meant for operators.</summary>
    /// <returns>Different events, and second copies of them.</returns>
    public async Task<(long Events, long SecondCopies)> CountSecondCopiesAsync(CancellationToken cancellationToken = default)
    {
        long events = 0;
        long documents = 0;
        string? last = null;
        var all = new JsonObject { ["match_all"] = new JsonObject() };
        await foreach (SearchHit hit in ScanAsync(Everything, all, AuditOrder.OldestFirst, withSource: false, cancellationToken, withCopies: true).ConfigureAwait(false))
        {
            documents++;
            if (!string.Equals(hit.Id, last, StringComparison.Ordinal))
            {
                events++;
                last = hit.Id;
            }
        }

        return (events, documents - events);
    }

    /// <inheritdoc/>
    public async ValueTask<AuditIndexing> IndexingAsync(CancellationToken cancellationToken = default)
    {
        var body = new JsonObject
        {
            ["size"] = 0,
            ["query"] = OfLog(new JsonObject { ["match_all"] = new JsonObject() }),
            ["aggs"] = new JsonObject { ["index"] = MaxOf("audit.ledger.index"), ["newest"] = MaxOf("@timestamp") },
        };
        JsonNode answer = await _client.SearchAsync(Everything, body, isLong: false, cancellationToken).ConfigureAwait(false);
        long indexed = (Number(answer["aggregations"]?["index"]?["value"]) + 1) ?? 0;
        long appended = Math.Max(_appended?.Invoke() ?? indexed, indexed);
        TimeSpan behind = appended > indexed && Number(answer["aggregations"]?["newest"]?["value"]) is { } newest
            ? _time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(newest)
            : TimeSpan.Zero;
        return new AuditIndexing(indexed, appended, behind);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WaitUntilVisibleAsync(long index, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        // Requests overtake each other, so the newest index alone proves nothing: the last thousand below it must be there.
        long from = Math.Max(0, index - 1000);
        long start = _time.GetTimestamp();
        while (true)
        {
            var range = new JsonObject { ["range"] = new JsonObject { ["audit.ledger.index"] = new JsonObject { ["gte"] = from, ["lt"] = index } } };
            var body = new JsonObject { ["query"] = OfLog(range) };
            JsonNode answer = await _client.SendAsync(HttpMethod.Post, $"/{Everything}/_count?ignore_unavailable=true&allow_no_indices=true", body, cancellationToken).ConfigureAwait(false);
            long missing = index - from - (Number(answer["count"]) ?? 0);
            if (missing <= 0 || missing <= CountQuarantined?.Invoke(from, index))
            {
                return true;
            }

            if (_time.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(250, Math.Max(1, timeout.TotalMilliseconds))), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AuditStoreStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["size"] = 0, ["track_total_hits"] = true, ["aggs"] = StoreStatusTranslator.Aggregations() };
        JsonNode counts = await _client.SearchAsync(Everything, body, isLong: false, cancellationToken).ConfigureAwait(false);
        JsonNode? phases = null;
        try
        {
            phases = await _client.SendAsync(HttpMethod.Get, $"/{Everything}/_ilm/explain", body: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchStoreException refused) when (refused.Status is 403 or 404)
        {
            // A reader without the right to look: tiers are told from the names of the indexes.
        }

        return StoreStatusTranslator.Read(counts, phases);
    }

    private JsonObject OfLog(JsonObject query) => _options.Log is not { } log ? query : new JsonObject
    {
        ["bool"] = new JsonObject { ["filter"] = new JsonArray(query, new JsonObject { ["term"] = new JsonObject { ["audit.ledger.log"] = log } }) },
    };

    private static JsonObject Page(AuditQuery query, long? until, AuditOrder order, int size, JsonArray? after)
    {
        var body = new JsonObject
        {
            ["size"] = size,
            ["query"] = QueryTranslator.Translate(query, until),
            ["sort"] = SearchHit.Sort(order),
            ["_source"] = SearchHit.SourceFields,
            ["track_total_hits"] = false,
        };
        if (after is not null)
        {
            body["search_after"] = after.DeepClone();
        }

        return body;
    }

    /// <summary>Every hit in the order of ids.</summary>
    private async IAsyncEnumerable<SearchHit> ScanAsync(
        string target, JsonObject query, AuditOrder order, bool withSource, [EnumeratorCancellation] CancellationToken cancellationToken, bool withCopies = false)
    {
        string? last = null;
        JsonNode source = withSource ? SearchHit.SourceFields : JsonValue.Create(false);
        await foreach (JsonNode found in ViewScan.ReadAsync(_client, target, query, SearchHit.Sort(order), source, cancellationToken).ConfigureAwait(false))
        {
            if (SearchHit.Of(found, out SearchHit hit) && (withCopies || !string.Equals(hit.Id, last, StringComparison.Ordinal)))
            {
                last = hit.Id;
                yield return hit;
            }
        }
    }

    private AuditRecord? Read(SearchHit hit)
    {
        AuditRecord? record = hit.ToRecord();
        if (record is null)
        {
            StoreLog.Unreadable(_logger, hit.Id);
        }

        return record;
    }

    private bool IsLong(AuditQuery query) => query.From is not { } from || from < _time.GetUtcNow() - _options.AsyncBeyond;

    /// <summary>The streams that can hold an answer; null where the question excludes all.</summary>
    private string? TargetOf(AuditQuery query)
    {
        ImmutableArray<string>? contexts = (query.Contexts.IsDefaultOrEmpty, query.Access.Contexts) switch
        {
            (true, var allowed) => allowed,
            (false, null) => query.Contexts,
            (false, { } allowed) => [.. query.Contexts.Intersect(allowed, StringComparer.Ordinal)],
        };
        if (contexts is not { } some)
        {
            return Everything;
        }

        string[] usable = [.. some.Where(context => context.Length > 0)];
        if (usable.Length == 0 || query.Access.Tenants is { Length: 0 } && !query.Access.WithoutTenant)
        {
            return null;
        }

        return string.Join(',', usable.Select(context => AuditStreams.Events(context, _options.Namespace)).Distinct(StringComparer.Ordinal));
    }

    private static JsonObject Max(string name, string field) => new() { [name] = MaxOf(field) };

    private static JsonObject MaxOf(string field) => new() { ["max"] = new JsonObject { ["field"] = field } };

    private static long? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue(out double read) ? (long)read : null;
}
