using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>
/// The rights of the three credentials: bodies for <c>PUT _security/role/…</c>, and role descriptors of API keys. None of
/// them can change or delete an event.
/// </summary>
public static class AuditRoles
{
    /// <summary>Who makes the cluster ready; used by a pipeline, not by the application.</summary>
    public static JsonObject Bootstrap() => new()
    {
        ["cluster"] = new JsonArray("monitor", "manage_index_templates", "manage_ilm", "manage_pipeline"),
        ["indices"] = Indices("audit-*", "create_index", "view_index_metadata"),
    };

    /// <summary>Who writes: may create documents and nothing else, not even read.</summary>
    /// <param name="context">One context only; <see langword="null"/> for all.</param>
    public static JsonObject Writer(string? context = null) => new() { ["indices"] = Indices(Pattern(context), "create_doc") };

    /// <summary>Who reads.</summary>
    /// <param name="context">One context only; <see langword="null"/> for all.</param>
    public static JsonObject Reader(string? context = null) => new() { ["indices"] = Indices(Pattern(context), "read", "view_index_metadata") };

    /// <summary>The body of <c>POST _security/api_key</c> for a key with one of these roles and nothing more.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="role">The role.</param>
    public static JsonObject ApiKey(string name, JsonObject role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(role);
        return new JsonObject { ["name"] = name, ["role_descriptors"] = new JsonObject { [name] = role.DeepClone() } };
    }

    private static string Pattern(string? context) => context is null ? "audit-*" : $"audit-{AuditStreams.Part(context)}-*";

    private static JsonArray Indices(string pattern, params ReadOnlySpan<string> privileges)
    {
        var granted = new JsonArray();
        foreach (string privilege in privileges)
        {
            granted.Add((JsonNode)privilege);
        }

        return new JsonArray(new JsonObject { ["names"] = new JsonArray((JsonNode)pattern, (JsonNode)"auditledger-*"), ["privileges"] = granted });
    }
}
