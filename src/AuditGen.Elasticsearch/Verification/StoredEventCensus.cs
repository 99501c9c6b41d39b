using System.Globalization;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>How many documents there are, by the log that they say they are of.</summary>
internal sealed record StoredEventCensus(long Documents, long Degraded, IReadOnlyDictionary<string, long> Logs)
{
    /// <summary>Counts.</summary>
    public static async ValueTask<StoredEventCensus> TakeAsync(SearchClient client, string target, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = 0,
            ["track_total_hits"] = true,
            ["aggs"] = new JsonObject
            {
                ["logs"] = new JsonObject { ["terms"] = new JsonObject { ["field"] = "audit.ledger.log", ["size"] = 1000 } },
                ["degraded"] = new JsonObject { ["terms"] = new JsonObject { ["field"] = "audit.ledger.degraded", ["size"] = 2 } },
            },
        };
        JsonNode answer = await client.SearchAsync(target, body, isLong: false, cancellationToken).ConfigureAwait(false);
        return new StoredEventCensus(
            (long?)answer["hits"]?["total"]?["value"] ?? 0,
            Buckets(answer["aggregations"]?["degraded"]).Sum(static bucket => (long)bucket["doc_count"]!),
            Buckets(answer["aggregations"]?["logs"]).ToDictionary(static bucket => (string)bucket["key"]!, static bucket => (long)bucket["doc_count"]!, StringComparer.Ordinal));
    }

    /// <summary>Documents of one log.</summary>
    public long CountOf(string log) => Logs.GetValueOrDefault(log);

    /// <summary>What the numbers say: documents of no log were not written by us; those of a log that nobody seals prove nothing.</summary>
    public IEnumerable<LedgerFault> Findings(string where, string log, IReadOnlySet<string> sealedLogs)
    {
        foreach ((string other, long count) in Logs.Where(entry => !string.Equals(entry.Key, log, StringComparison.Ordinal)).OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            yield return sealedLogs.Contains(other)
                ? new LedgerFault(LedgerFaultKind.Notice, where, $"{Number(count)} documents are of log '{other}': verify it too")
                : new LedgerFault(LedgerFaultKind.Incomplete, where, $"{Number(count)} documents say that they are of log '{other}', of which there is no checkpoint: its ledger is not shipped, or they were inserted or edited");
        }

        long without = Documents - Logs.Values.Sum();
        if (without > 0)
        {
            yield return new LedgerFault(LedgerFaultKind.Tampered, where, $"{Number(without)} documents are of no log: they were inserted or edited");
        }

        if (Degraded > 0)
        {
            yield return new LedgerFault(LedgerFaultKind.Notice, where, $"{Number(Degraded)} documents are in degraded form: only time, context and id find them");
        }
    }

    private static IEnumerable<JsonNode> Buckets(JsonNode? aggregation) => (aggregation?["buckets"]?.AsArray() ?? []).OfType<JsonNode>();

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
