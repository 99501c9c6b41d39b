using System.Text.Json.Nodes;
using AuditGen.Diagnosing;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>Are the data streams there, sound, and moved on by their policies?</summary>
internal static class StreamChecks
{
    public static async Task StreamsAsync(Patient patient, CancellationToken cancellationToken)
    {
        string ledger = AuditStreams.Ledger(patient.Options.Namespace);
        JsonNode? answer = await patient.GetAsync($"/_data_stream/{AuditStreams.AllEvents(patient.Options.Namespace)},{ledger}", cancellationToken).ConfigureAwait(false)
            ?? await patient.GetAsync($"/_data_stream/{AuditStreams.AllEvents(patient.Options.Namespace)}", cancellationToken).ConfigureAwait(false);
        JsonObject[] streams = [.. (answer?["data_streams"]?.AsArray() ?? []).OfType<JsonObject>()];
        int before = patient.Findings.Count;
        foreach (JsonObject stream in streams)
        {
            Judge(patient, stream);
        }

        var names = streams.Select(static stream => (string?)stream["name"]).ToHashSet(StringComparer.Ordinal);
        foreach (string missing in patient.Options.Contexts.Select(context => AuditStreams.Events(context, patient.Options.Namespace)).Append(ledger).Distinct(StringComparer.Ordinal).Where(name => !names.Contains(name)))
        {
            patient.Add(AuditFindingSeverity.Error, "streams", $"The data stream {missing} does not exist.", "Run 'auditgen bootstrap' with all contexts; what is meant for it waits in the journal.");
        }

        if (patient.Findings.Count == before)
        {
            patient.Add(AuditFindingSeverity.Fine, "streams", $"{streams.Length} data streams are as they should be.");
        }
    }

    public static async Task LifecycleAsync(Patient patient, CancellationToken cancellationToken)
    {
        JsonNode? answer = await patient.GetAsync($"/{AuditStreams.AllEvents(patient.Options.Namespace)},{AuditStreams.Ledger(patient.Options.Namespace)}/_ilm/explain?ignore_unavailable=true", cancellationToken).ConfigureAwait(false)
            ?? await patient.GetAsync($"/{AuditStreams.AllEvents(patient.Options.Namespace)}/_ilm/explain", cancellationToken).ConfigureAwait(false);
        int indexes = 0;
        int before = patient.Findings.Count;
        foreach ((string index, JsonNode? state) in answer?["indices"]?.AsObject() ?? [])
        {
            indexes++;
            if ((bool?)state?["managed"] == false)
            {
                patient.Add(AuditFindingSeverity.Warning, "lifecycle", $"No policy moves {index} on.", $"Set index.lifecycle.name of {index} to its context's policy (auditgen-…).");
            }
            else if ((string?)state?["step"] is "ERROR")
            {
                patient.Add(
                    AuditFindingSeverity.Warning,
                    "lifecycle",
                    $"{index} stands still in phase {(string?)state["phase"]}, step {(string?)state["failed_step"]}: {(string?)state["step_info"]?["reason"] ?? (string?)state["step_info"]?["type"] ?? "no reason given"}",
                    $"Mend the cause, then POST /{index}/_ilm/retry. Its events stay searchable meanwhile.");
            }
        }

        if (patient.Findings.Count == before)
        {
            patient.Add(AuditFindingSeverity.Fine, "lifecycle", $"The policies of {indexes} indexes are carried out.");
        }
    }

    private static void Judge(Patient patient, JsonObject stream)
    {
        string name = (string?)stream["name"] ?? "?";
        if ((string?)stream["status"] is { } status && string.Equals(status, "RED", StringComparison.OrdinalIgnoreCase))
        {
            patient.Add(AuditFindingSeverity.Error, "streams", $"The data stream {name} is red: part of its events cannot be found.", "GET /_cluster/allocation/explain says which shard is missing; bring its node back, or restore it from a snapshot.");
        }

        if ((bool?)stream["failure_store"]?["enabled"] == true)
        {
            patient.Add(AuditFindingSeverity.Warning, "streams", $"The failure store of {name} is on: refused events go there unseen.", $"PUT /_data_stream/{name}/_options with failure_store.enabled false; the exporter counts such events as refused.");
        }

        if ((string?)stream["ilm_policy"] is not { } policy || !policy.StartsWith("auditgen-", StringComparison.Ordinal))
        {
            patient.Add(AuditFindingSeverity.Error, "streams", $"The data stream {name} follows the policy '{(string?)stream["ilm_policy"] ?? "none"}', which AuditGen did not make: it may delete events.", "Run 'auditgen bootstrap', and set index.lifecycle.name of its indexes.");
        }
    }
}
