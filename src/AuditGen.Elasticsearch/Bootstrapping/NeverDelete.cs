using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>
/// The last look at a body before it is sent: nothing that would make the cluster delete events passes. Bodies are built
/// without such a thing; this holds even if that should ever change.
/// </summary>
internal static class NeverDelete
{
    /// <summary>Looks through a lifecycle policy, template or setting.</summary>
    /// <exception cref="InvalidOperationException">It would delete events.</exception>
    public static void Check(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members)
                {
                    if (Deletes(name))
                    {
                        throw new InvalidOperationException($"AuditGen never sends a lifecycle that deletes events; this one has '{name}'.");
                    }

                    Check(value);
                }

                break;
            case JsonArray elements:
                foreach (JsonNode? element in elements)
                {
                    Check(element);
                }

                break;
            default:
                break;
        }
    }

    // "delete": a phase or action of a lifecycle policy. "data_retention": the data stream lifecycle's way to say it.
    private static bool Deletes(string name)
        => name.Equals("delete", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("delete.", StringComparison.OrdinalIgnoreCase)
            || name.Contains(".delete", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("data_retention", StringComparison.OrdinalIgnoreCase)
            || name.Equals("delete_searchable_snapshot", StringComparison.OrdinalIgnoreCase);
}
