using System.Globalization;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>Computes the aggregations that this project asks for.</summary>
internal static class AggregationModel
{
    public static JsonObject Compute(JsonObject aggregations, List<(BackingIndex Index, StoredDocument Document)> documents)
    {
        var results = new JsonObject();
        foreach ((string name, JsonNode? body) in aggregations)
        {
            results[name] = One(body!.AsObject(), documents);
        }

        return results;
    }

    private static JsonObject One(JsonObject aggregation, List<(BackingIndex Index, StoredDocument Document)> documents)
    {
        if (aggregation["terms"] is JsonObject terms)
        {
            return Terms(terms, aggregation["aggs"]?.AsObject(), documents);
        }

        if (aggregation["date_histogram"] is JsonObject histogram)
        {
            return Histogram((string)histogram["calendar_interval"]!, documents);
        }

        bool max = aggregation["max"] is not null;
        string field = (string)(aggregation["max"] ?? aggregation["min"])!["field"]!;
        long[] values = [.. documents.SelectMany(entry => QueryModel.Values(entry.Document, field)).Select(Number)];
        return new JsonObject { ["value"] = values.Length == 0 ? null : max ? (double)values.Max() : (double)values.Min() };
    }

    private static JsonObject Terms(JsonObject terms, JsonObject? inner, List<(BackingIndex Index, StoredDocument Document)> documents)
    {
        string field = (string)terms["field"]!;
        var groups = documents
            .SelectMany(entry => (field == "_index" ? [entry.Index.Name] : QueryModel.Values(entry.Document, field).Select(QueryModel.TextOf)).Select(key => (key, entry)))
            .GroupBy(pair => pair.key, pair => pair.entry, StringComparer.Ordinal)
            .OrderByDescending(group => Rank(terms, inner, [.. group])).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        int size = (int?)terms["size"] ?? 10;
        return new JsonObject
        {
            ["doc_count_error_upper_bound"] = 0,
            ["sum_other_doc_count"] = groups.Skip(size).Sum(group => group.Count()),
            ["buckets"] = new JsonArray([.. groups.Take(size).Select(group =>
            {
                JsonObject bucket = inner is null ? [] : Compute(inner, [.. group]);
                bucket["key"] = group.Key;
                bucket["doc_count"] = group.Count();
                return (JsonNode)bucket;
            })]),
        };
    }

    /// <summary>What buckets are ordered by, the greatest first: their count, or a number computed inside them.</summary>
    private static double Rank(JsonObject terms, JsonObject? inner, List<(BackingIndex Index, StoredDocument Document)> group)
    {
        (string by, JsonNode? direction) = terms["order"]?.AsArray()[0]!.AsObject().Single() ?? new("_count", "desc");
        if ((string?)direction != "desc")
        {
            throw new NotSupportedException("Buckets are only ever ordered by the greatest first.");
        }

        return by == "_count" ? group.Count : (double)One(inner![by]!.AsObject(), group)["value"]!;
    }

    private static JsonObject Histogram(string interval, List<(BackingIndex Index, StoredDocument Document)> documents)
    {
        AuditGen.Reading.AuditInterval width = interval switch
        {
            "hour" => AuditGen.Reading.AuditInterval.Hour,
            "day" => AuditGen.Reading.AuditInterval.Day,
            "week" => AuditGen.Reading.AuditInterval.Week,
            _ => AuditGen.Reading.AuditInterval.Month,
        };
        return new JsonObject
        {
            ["buckets"] = new JsonArray([.. documents
                .GroupBy(entry => AuditGen.Reading.AuditIntervals.Floor(width, DateTimeOffset.FromUnixTimeMilliseconds(Number(MappingModel.Get(entry.Document.Parsed, "@timestamp")!))))
                .OrderBy(group => group.Key)
                .Select(group => (JsonNode)new JsonObject { ["key"] = group.Key.ToUnixTimeMilliseconds(), ["doc_count"] = group.Count() })]),
        };
    }

    private static long Number(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.Number
        ? value.GetValue<long>()
        : DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
