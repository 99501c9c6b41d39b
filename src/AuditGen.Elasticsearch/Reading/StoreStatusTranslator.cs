using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>Reads what the store holds, and in which tiers.</summary>
internal static class StoreStatusTranslator
{
    /// <summary>Documents and oldest event of each backing index.</summary>
    public static JsonObject Aggregations() => new()
    {
        ["indexes"] = new JsonObject
        {
            ["terms"] = new JsonObject { ["field"] = "_index", ["size"] = 10_000 },
            ["aggs"] = new JsonObject { ["from"] = new JsonObject { ["min"] = new JsonObject { ["field"] = "@timestamp" } } },
        },
    };

    public static AuditStoreStatus Read(JsonNode counts, JsonNode? phases)
    {
        var segments = new List<AuditStoreSegment>();
        foreach (JsonNode? bucket in counts["aggregations"]?["indexes"]?["buckets"]?.AsArray() ?? [])
        {
            string name = (string)bucket!["key"]!;
            DateTimeOffset from = DateTimeOffset.FromUnixTimeMilliseconds((long)((double?)bucket["from"]?["value"] ?? 0));
            string tier = (string?)phases?["indices"]?[name]?["phase"] ?? TierOf(name);
            segments.Add(new AuditStoreSegment(name, tier is "warm" or "cold" or "frozen" ? tier : "hot", from, (long)bucket["doc_count"]!, 0));
        }

        ImmutableArray<AuditStoreSegment> ordered = [.. segments.OrderBy(segment => segment.From).ThenBy(segment => segment.Name, StringComparer.Ordinal)];
        return new AuditStoreStatus((long?)counts["hits"]?["total"]?["value"] ?? 0, 0, ordered);
    }

    private static string TierOf(string index)
        => index.StartsWith("partial-", StringComparison.Ordinal) ? "frozen" : index.StartsWith("restored-", StringComparison.Ordinal) ? "cold" : "hot";
}
