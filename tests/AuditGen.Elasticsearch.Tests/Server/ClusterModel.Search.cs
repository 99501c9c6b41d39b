using System.Globalization;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <content>Reading.</content>
internal sealed partial class ClusterModel
{
    private readonly Dictionary<string, List<(BackingIndex Index, StoredDocument Document)>> _pits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (JsonObject Result, int PollsLeft)> _async = new(StringComparer.Ordinal);
    private int _nextPit;

    /// <summary>How many times an asynchronous search says that it is still running.</summary>
    public int AsyncPolls { get; set; }

    /// <summary>Searches in time that were not closed.</summary>
    public int OpenPits
    {
        get
        {
            lock (_gate)
            {
                return _pits.Count;
            }
        }
    }

    /// <summary>Forgets all points in time, as the server does when their time is over.</summary>
    public void ExpirePits()
    {
        lock (_gate)
        {
            _pits.Clear();
        }
    }

    private static IEnumerable<StoredDocument> Matching(BackingIndex index, JsonNode? query) => index.Visible.Where(document => QueryModel.Matches(document, query));

    private WireResponse Search(Principal principal, WireRequest request, string target)
    {
        if (request.Json["pit"] is JsonObject pit)
        {
            return _pits.TryGetValue((string)pit["id"]!, out List<(BackingIndex, StoredDocument)>? frozen)
                ? WireResponse.Json(200, Result(frozen, request.Json, (string)pit["id"]!))
                : WireResponse.Error(404, "search_phase_execution_exception", "all shards failed");
        }

        return SearchRefusal(principal, request, target) ?? WireResponse.Json(200, Result(Documents(target), request.Json, pit: null));
    }

    private WireResponse? SearchRefusal(Principal principal, WireRequest request, string target)
    {
        if (!principal.MayIndex("indices:data/read/search", target.Split(',')[0]))
        {
            return principal.Refuse("indices:data/read/search", target);
        }

        bool ignoreMissing = request.Query.GetValueOrDefault("ignore_unavailable") == "true";
        string? missing = target.Split(',').FirstOrDefault(part => !part.Contains('*', StringComparison.Ordinal) && Resolve(part).Count == 0);
        return missing is not null && !ignoreMissing ? WireResponse.Error(404, "index_not_found_exception", $"no such index [{missing}]") : null;
    }

    private WireResponse Count(Principal principal, WireRequest request, string target)
        => SearchRefusal(principal, request, target) ?? WireResponse.Json(200, new JsonObject { ["count"] = Documents(target).Count(entry => QueryModel.Matches(entry.Document, request.Json["query"])) });

    private WireResponse OpenPit(Principal principal, string target)
    {
        if (!principal.MayIndex("indices:data/read/search", target.Split(',')[0]))
        {
            return principal.Refuse("indices:data/read/search", target);
        }

        string id = $"pit-{++_nextPit}";
        _pits[id] = [.. Documents(target)];
        return WireResponse.Json(200, new JsonObject { ["id"] = id, ["_shards"] = new JsonObject { ["failed"] = 0 } });
    }

    private WireResponse ClosePit(WireRequest request)
        => WireResponse.Json(200, new JsonObject { ["succeeded"] = true, ["num_freed"] = _pits.Remove((string)request.Json["id"]!) ? 1 : 0 });

    private WireResponse AsyncSearch(Principal principal, WireRequest request, string target)
    {
        if (SearchRefusal(principal, request, target) is { } refusal)
        {
            return refusal;
        }

        JsonObject result = Result(Documents(target), request.Json, pit: null);
        if (AsyncPolls == 0)
        {
            return WireResponse.Json(200, new JsonObject { ["is_partial"] = false, ["is_running"] = false, ["response"] = result });
        }

        string id = $"async-{++_nextPit}";
        _async[id] = (result, AsyncPolls);
        return WireResponse.Json(200, new JsonObject { ["id"] = id, ["is_partial"] = true, ["is_running"] = true });
    }

    private WireResponse AsyncResult(WireRequest request, string id)
    {
        if (!_async.TryGetValue(id, out (JsonObject Result, int PollsLeft) search))
        {
            return WireResponse.Error(404, "resource_not_found_exception", id);
        }

        if (request.Method == "DELETE")
        {
            _async.Remove(id);
            return WireResponse.Acknowledged();
        }

        _async[id] = search with { PollsLeft = search.PollsLeft - 1 };
        return search.PollsLeft > 1
            ? WireResponse.Json(200, new JsonObject { ["id"] = id, ["is_partial"] = true, ["is_running"] = true })
            : WireResponse.Json(200, new JsonObject { ["id"] = id, ["is_partial"] = false, ["is_running"] = false, ["response"] = search.Result.DeepClone() });
    }

    private IEnumerable<(BackingIndex Index, StoredDocument Document)> Documents(string target)
        => Resolve(target).SelectMany(index => index.Visible.Select(document => (index, document)));

    private static JsonObject Result(IEnumerable<(BackingIndex Index, StoredDocument Document)> documents, JsonObject body, string? pit)
    {
        List<(BackingIndex Index, StoredDocument Document)> matching = [.. documents.Where(entry => QueryModel.Matches(entry.Document, body["query"]))];
        (string Field, bool Descending)[] sort = [.. (body["sort"]?.AsArray() ?? []).Select(SortOf)];
        List<(BackingIndex Index, StoredDocument Document, List<JsonNode> Key)> sorted = [.. matching.Select((entry, ordinal) => (entry.Index, entry.Document, Key: KeyOf(entry.Document, sort, pit is null ? null : ordinal)))];
        sorted.Sort((left, right) => CompareKeys(left.Key, right.Key, sort));
        if (body["search_after"] is JsonArray after)
        {
            List<JsonNode> key = [.. after.Select(value => value!)];
            sorted = [.. sorted.Where(entry => CompareKeys(entry.Key, key, sort) > 0)];
        }

        if ((string?)body["collapse"]?["field"] is { } field)
        {
            sorted = [.. sorted.DistinctBy(entry => QueryModel.Values(entry.Document, field).Select(QueryModel.TextOf).FirstOrDefault(), StringComparer.Ordinal)];
        }

        int size = (int?)body["size"] ?? 10;
        var hits = new JsonArray([.. sorted.Take(size).Select(entry => (JsonNode)new JsonObject
        {
            ["_index"] = entry.Index.Name,
            ["_id"] = entry.Document.Id,
            ["_source"] = entry.Document.Parsed.DeepClone(),
            ["sort"] = new JsonArray([.. entry.Key.Select(value => value.DeepClone())]),
        })]);
        var result = new JsonObject
        {
            ["took"] = 1,
            ["timed_out"] = false,
            ["_shards"] = new JsonObject { ["total"] = 1, ["failed"] = 0 },
            ["hits"] = new JsonObject { ["total"] = new JsonObject { ["value"] = matching.Count, ["relation"] = "eq" }, ["hits"] = hits },
        };
        if (pit is not null)
        {
            result["pit_id"] = pit;
        }

        if (body["aggs"] is JsonObject aggregations)
        {
            result["aggregations"] = AggregationModel.Compute(aggregations, matching);
        }

        return result;
    }

    private static (string Field, bool Descending) SortOf(JsonNode? node)
    {
        (string field, JsonNode? order) = node!.AsObject().Single();
        return (field, (string?)(order is JsonObject options ? options["order"] : order) == "desc");
    }

    private static List<JsonNode> KeyOf(StoredDocument document, (string Field, bool Descending)[] sort, int? tie)
    {
        List<JsonNode> key = [.. sort.Select(part => part.Field == "@timestamp"
            ? JsonValue.Create(Milliseconds(MappingModel.Get(document.Parsed, "@timestamp")!))
            : MappingModel.Get(document.Parsed, part.Field)?.DeepClone() ?? JsonValue.Create(Missing))];
        if (tie is { } ordinal)
        {
            key.Add(JsonValue.Create((long)ordinal));
        }

        return key;
    }

    /// <summary>Stands for a field that a document lacks: sorted last.</summary>
    private const string Missing = "\uffff";

    private static long Milliseconds(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.Number
        ? value.GetValue<long>()
        : DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static int CompareKeys(List<JsonNode> left, List<JsonNode> right, (string Field, bool Descending)[] sort)
    {
        for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            int order = QueryModel.Compare(left[i], right[i]);
            if (order != 0)
            {
                return i < sort.Length && sort[i].Descending ? -order : order;
            }
        }

        return 0;
    }
}
