using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>Writes what is to be counted as aggregations, and reads them.</summary>
internal static class FacetTranslator
{
    public static JsonObject Aggregations(AuditFacetRequest request)
    {
        var aggregations = new JsonObject();
        foreach (AuditDimension dimension in request.Dimensions.Distinct())
        {
            aggregations[Name(dimension)] = new JsonObject
            {
                ["terms"] = new JsonObject
                {
                    ["field"] = QueryTranslator.Field(dimension),
                    ["size"] = request.Top,

                    // Each index gives its own most frequent values; many more than asked for make the sums right.
                    ["shard_size"] = Math.Max(1000, request.Top * 10),
                    ["order"] = new JsonArray(new JsonObject { ["_count"] = "desc" }, new JsonObject { ["_key"] = "asc" }),
                },
            };
        }

        if (request.Interval is { } interval)
        {
            aggregations["histogram"] = new JsonObject
            {
                ["date_histogram"] = new JsonObject { ["field"] = "@timestamp", ["calendar_interval"] = Unit(interval), ["min_doc_count"] = 1 },
            };
        }

        return aggregations;
    }

    public static AuditFacets Read(JsonNode answer, AuditFacetRequest request, long mayExceedBy)
    {
        JsonNode? aggregations = answer["aggregations"];
        ImmutableArray<AuditFacet> facets =
        [
            .. request.Dimensions.Select(dimension => new AuditFacet(
                dimension,
                [.. Buckets(aggregations?[Name(dimension)]).Select(bucket => new AuditFacetValue((string)bucket["key"]!, (long)bucket["doc_count"]!))],
                (long?)aggregations?[Name(dimension)]?["sum_other_doc_count"] ?? 0)),
        ];
        ImmutableArray<AuditBucket> histogram =
        [
            .. Buckets(aggregations?["histogram"]).Select(bucket => new AuditBucket(DateTimeOffset.FromUnixTimeMilliseconds((long)bucket["key"]!), (long)bucket["doc_count"]!)),
        ];
        return new AuditFacets((long?)answer["hits"]?["total"]?["value"] ?? 0, facets, histogram, mayExceedBy);
    }

    private static IEnumerable<JsonNode> Buckets(JsonNode? aggregation) => (aggregation?["buckets"]?.AsArray() ?? []).OfType<JsonNode>();

    private static string Name(AuditDimension dimension) => string.Create(CultureInfo.InvariantCulture, $"by{(int)dimension}");

    private static string Unit(AuditInterval interval) => interval switch
    {
        AuditInterval.Hour => "hour",
        AuditInterval.Day => "day",
        AuditInterval.Week => "week",
        AuditInterval.Month => "month",
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "Not a defined interval."),
    };
}
