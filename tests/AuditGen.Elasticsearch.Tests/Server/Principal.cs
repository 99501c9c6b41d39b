using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>Who asks, and what they may do.</summary>
internal sealed record Principal(string Name, bool IsSuperuser, JsonObject[] Roles)
{
    // Which privileges grant an action, as the server's own refusals list them.
    private static readonly Dictionary<string, string[]> IndexGrants = new(StringComparer.Ordinal)
    {
        ["indices:data/write/bulk"] = ["create_doc", "create", "delete", "index", "write", "all"],
        ["indices:data/write/create"] = ["create_doc", "create", "index", "write", "all"],
        ["indices:data/write/index"] = ["create_doc", "create", "index", "write", "all"],
        ["indices:data/write/update"] = ["index", "write", "all"],
        ["indices:data/write/delete"] = ["delete", "write", "all"],
        ["indices:data/write/delete/byquery"] = ["delete", "write", "all"],
        ["indices:data/write/update/byquery"] = ["index", "write", "all"],
        ["indices:data/read/search"] = ["read", "all"],
        ["indices:admin/auto_create"] = ["auto_configure", "create_index", "manage", "all"],
        ["indices:admin/data_stream/create"] = ["create_index", "manage", "all"],
        ["indices:admin/data_stream/get"] = ["view_index_metadata", "manage", "all"],
        ["indices:admin/data_stream/delete"] = ["delete_index", "manage", "all"],
        ["indices:admin/rollover"] = ["manage", "all"],
        ["indices:admin/refresh"] = ["maintenance", "manage", "all"],
    };

    private static readonly Dictionary<string, string[]> ClusterGrants = new(StringComparer.Ordinal)
    {
        ["cluster:monitor/main"] = ["monitor", "manage", "all"],
        ["cluster:monitor/xpack/license/get"] = ["monitor", "manage", "all"],
        ["cluster:admin/component_template"] = ["manage_index_templates", "manage", "all"],
        ["indices:admin/index_template"] = ["manage_index_templates", "manage", "all"],
        ["cluster:admin/ilm"] = ["manage_ilm", "manage", "all"],
        ["cluster:admin/ingest/pipeline"] = ["manage_pipeline", "manage_ingest_pipelines", "manage", "all"],
        ["cluster:admin/repository/get"] = ["monitor", "monitor_snapshot", "manage", "all"],
        ["cluster:admin/repository/put"] = ["manage", "all"],
        ["cluster:admin/xpack/security"] = ["manage_security", "manage_api_key", "all"],
    };

    public bool MayCluster(string action) => IsSuperuser || Roles.Any(role => Grants(role["cluster"], ClusterGrants[action]));

    public bool MayIndex(string action, string name) => IsSuperuser || Roles.Any(role => (role["indices"]?.AsArray() ?? []).Any(entry =>
        Grants(entry!["privileges"], IndexGrants[action]) && entry["names"]!.AsArray().Any(pattern => Fits(name, (string)pattern!))));

    /// <summary>Whether an action is allowed on anything at all, as bulk requests are checked first.</summary>
    public bool MayAnywhere(string action) => IsSuperuser || Roles.Any(role => (role["indices"]?.AsArray() ?? []).Any(entry => Grants(entry!["privileges"], IndexGrants[action])));

    public WireResponse Refuse(string action, string? index)
    {
        string[] granting = index is null && ClusterGrants.TryGetValue(action, out string[]? cluster) ? cluster : IndexGrants.GetValueOrDefault(action, ["all"]);
        return WireResponse.Error(403, "security_exception", Refusal(action, index, granting, index is null && ClusterGrants.ContainsKey(action)));
    }

    public string ItemRefusal(string action, string index) => Refusal(action, index, IndexGrants[action], cluster: false);

    public static bool Fits(string name, string pattern)
        => Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(60));

    private static bool Grants(JsonNode? held, string[] granting) => held is JsonArray privileges && privileges.Any(privilege => granting.Contains((string)privilege!, StringComparer.Ordinal));

    private string Refusal(string action, string? index, string[] granting, bool cluster)
        => $"action [{action}] is unauthorized for API key id [{Name}] of user [elastic]{(index is null ? string.Empty : $" on indices [{index}]")}, this action is granted by the {(cluster ? "cluster" : "index")} privileges [{string.Join(',', granting)}]";
}
