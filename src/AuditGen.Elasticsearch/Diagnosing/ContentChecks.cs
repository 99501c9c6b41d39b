using System.Text.Json.Nodes;
using AuditGen.Diagnosing;
using AuditGen.Elasticsearch.Reading;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>What do the streams hold?</summary>
internal static class ContentChecks
{
    private const int MostLogs = 1000;

    public static async Task DegradedAsync(Patient patient, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = 0,
            ["track_total_hits"] = true,
            ["query"] = new JsonObject { ["term"] = new JsonObject { ["audit.ledger.degraded"] = true } },
        };
        JsonNode answer = await patient.SearchAsync(AuditStreams.AllEvents(patient.Options.Namespace), body, cancellationToken).ConfigureAwait(false);
        long degraded = (long?)answer["hits"]?["total"]?["value"] ?? 0;
        patient.Add(
            degraded == 0 ? AuditFindingSeverity.Fine : AuditFindingSeverity.Notice,
            "degraded events",
            degraded == 0 ? "No event was stored in degraded form." : $"{degraded} events were stored in degraded form: found by time, context and id only.",
            degraded == 0 ? null : "The exporter's log (event 6002) has the reasons. Their texts are whole.");
    }

    public static async Task SecondCopiesAsync(Patient patient, CancellationToken cancellationToken)
    {
        var store = new ElasticsearchAuditStore(patient.Transport, new ElasticsearchStoreOptions { Namespace = patient.Options.Namespace }, time: patient.Time);
        (long events, long copies) = await store.CountSecondCopiesAsync(cancellationToken).ConfigureAwait(false);
        patient.Add(
            copies == 0 ? AuditFindingSeverity.Fine : AuditFindingSeverity.Notice,
            "second copies",
            copies == 0 ? $"{events} events, each once." : $"{events} events, {copies} of them twice: sent again after a rollover.",
            copies == 0 ? null : "Readers of AuditGen show each once. In Kibana and ES|QL count event.id, not documents.");
    }

    public static async Task CheckpointsAsync(Patient patient, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = 0,
            ["query"] = new JsonObject { ["term"] = new JsonObject { ["kind"] = "checkpoint" } },
            ["aggs"] = new JsonObject
            {
                ["logs"] = new JsonObject
                {
                    ["terms"] = new JsonObject { ["field"] = "log", ["size"] = MostLogs },
                    ["aggs"] = new JsonObject { ["newest"] = new JsonObject { ["max"] = new JsonObject { ["field"] = "@timestamp" } } },
                },
            },
        };
        JsonNode answer = await patient.SearchAsync(AuditStreams.Ledger(patient.Options.Namespace), body, cancellationToken).ConfigureAwait(false);
        JsonArray logs = answer["aggregations"]?["logs"]?["buckets"]?.AsArray() ?? [];
        if (logs.Count == 0)
        {
            patient.Add(AuditFindingSeverity.Warning, "checkpoints", "There is no checkpoint in the store: nothing in it can be verified without the journal's ledger.", "Let the application ship its ledger (docs/elasticsearch.md), with a key that may write to auditledger-*.");
        }

        foreach (JsonNode? log in logs)
        {
            TimeSpan age = patient.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds((long)((double?)log!["newest"]?["value"] ?? 0));
            bool isOld = age > patient.Options.LongestCheckpointAge;
            patient.Add(
                isOld ? AuditFindingSeverity.Warning : AuditFindingSeverity.Fine,
                "checkpoints",
                $"The newest checkpoint of log {(string?)log["key"]} is {Text(age)} old.",
                isOld ? "If the application runs, look at its health check auditgen-ledger and at log events 5002 and 5003; if it was retired, nothing need be done." : null);
        }
    }

    private static string Text(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{age.TotalDays:0} days",
        { TotalHours: >= 2 } => $"{age.TotalHours:0} hours",
        { TotalMinutes: >= 2 } => $"{age.TotalMinutes:0} minutes",
        _ => $"{Math.Max(0, age.TotalSeconds):0} seconds",
    };
}
