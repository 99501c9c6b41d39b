using System.Text.Json.Nodes;
using AuditGen.Diagnosing;
using AuditGen.Elasticsearch.Bootstrapping;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>Is the cluster one that this version works with, and was it made ready by this version?</summary>
internal static class SetUpChecks
{
    private const string Bootstrap = "Run 'auditgen bootstrap' of this version.";

    public static async Task VersionAsync(Patient patient, CancellationToken cancellationToken)
    {
        JsonNode? root = await patient.GetAsync("/", cancellationToken).ConfigureAwait(false);
        string version = (string?)root?["version"]?["number"] ?? "unknown";
        bool fits = Version.TryParse(version.Split('-')[0], out Version? number) && number >= new Version(8, 19) && number.Major <= 9;
        patient.Add(
            fits ? AuditFindingSeverity.Fine : AuditFindingSeverity.Error,
            "version",
            $"Elasticsearch {version}.",
            fits ? null : "AuditGen works with 8.19 and later, and with 9.x: upgrade the cluster.");
    }

    public static async Task LicenceAsync(Patient patient, CancellationToken cancellationToken)
    {
        JsonNode? license = (await patient.GetAsync("/_license", cancellationToken).ConfigureAwait(false))?["license"];
        string type = (string?)license?["type"] ?? "unknown";
        string status = (string?)license?["status"] ?? "unknown";
        bool snapshots = type is "trial" or "enterprise" && status is "active";
        patient.Add(
            snapshots ? AuditFindingSeverity.Fine : AuditFindingSeverity.Notice,
            "licence",
            $"The licence is {type}, {status}{(snapshots ? "." : ": no searchable snapshots, so cold events stay on disk and there is no frozen tier.")}",
            snapshots ? null : "Take snapshots without expiry of the audit-* and auditledger-* streams.");
        if (patient.Options.SnapshotRepository is { } repository && snapshots)
        {
            bool exists = await patient.GetAsync("/_snapshot/" + repository, cancellationToken).ConfigureAwait(false) is not null;
            patient.Add(
                exists ? AuditFindingSeverity.Fine : AuditFindingSeverity.Warning,
                "repository",
                exists ? $"The snapshot repository '{repository}' exists." : $"The snapshot repository '{repository}' does not exist: nothing moves to searchable snapshots.",
                exists ? null : "Register it and run 'auditgen bootstrap'.");
        }
    }

    public static async Task TemplatesAsync(Patient patient, CancellationToken cancellationToken)
    {
        var outdated = new List<string>();
        foreach (string name in (string[])[ClusterBodies.Mappings, ClusterBodies.LedgerMappings, ClusterBodies.Settings])
        {
            JsonNode? answer = await patient.GetAsync("/_component_template/" + name, cancellationToken).ConfigureAwait(false);
            outdated.AddRange(Judge(patient, name, answer?["component_templates"]?[0]?["component_template"]));
        }

        foreach (string name in patient.Options.Contexts.Select(AuditStreams.Part).Distinct(StringComparer.Ordinal).Select(static part => "auditgen-" + part).Append("auditgen-ledger"))
        {
            JsonNode? answer = await patient.GetAsync("/_index_template/" + name, cancellationToken).ConfigureAwait(false);
            outdated.AddRange(Judge(patient, name, answer?["index_templates"]?[0]?["index_template"]));
        }

        if (outdated.Count == 0)
        {
            patient.Add(AuditFindingSeverity.Fine, "templates", $"Templates are of schema {ClusterBodies.Schema}.");
        }
    }

    private static IEnumerable<string> Judge(Patient patient, string name, JsonNode? template)
    {
        int? schema = template?["_meta"]?["schema"] is JsonValue value && value.TryGetValue(out int number) ? number : null;
        if (template is not null && schema == ClusterBodies.Schema)
        {
            yield break;
        }

        (AuditFindingSeverity severity, string message, string what) = (template, schema) switch
        {
            (null, _) => (AuditFindingSeverity.Error, $"The template {name} is missing: new streams would be mapped by chance.", Bootstrap),
            (_, null) => (AuditFindingSeverity.Error, $"The template {name} was not made by AuditGen.", "Rename or remove it, and run 'auditgen bootstrap'."),
            (_, < ClusterBodies.Schema) => (AuditFindingSeverity.Warning, $"The template {name} has schema {schema}; this version writes {ClusterBodies.Schema}.", Bootstrap),
            _ => (AuditFindingSeverity.Error, $"The template {name} has schema {schema}; this version knows {ClusterBodies.Schema}. A newer version has been at work here.", "Use the newer version."),
        };
        patient.Add(severity, "templates", message, what);
        yield return name;
    }
}
