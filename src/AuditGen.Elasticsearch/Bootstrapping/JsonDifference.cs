using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>
/// Compares what the server stores with what it should: settings may be written with dots or nested, numbers and truth
/// values come back as text, and the server adds defaults that mean no difference.
/// </summary>
internal static class JsonDifference
{
    private static readonly HashSet<string> Added = new(StringComparer.Ordinal)
    {
        "hidden", "allow_custom_routing", "force_merge_index", "created_date", "created_date_millis", "modified_date", "modified_date_millis", "version", "deprecated",
    };

    /// <summary>Each difference as <c>path: stored → wanted</c>, in the order of paths.</summary>
    public static IEnumerable<string> Between(JsonObject stored, JsonObject wanted)
    {
        var left = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var right = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Flatten(stored, string.Empty, left);
        Flatten(wanted, string.Empty, right);
        foreach (string path in left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string? before = left.GetValueOrDefault(path);
            string? after = right.GetValueOrDefault(path);
            if (!string.Equals(before, after, StringComparison.Ordinal) && !IsDefault(path, before, after) && !IsFilled(path, left, right))
            {
                yield return $"{path}: {before ?? "(absent)"} → {after ?? "(absent)"}";
            }
        }
    }

    private static bool IsDefault(string path, string? stored, string? wanted)
    {
        string name = path[(path.LastIndexOf('.') + 1)..];
        return wanted is null && stored is not null && (Added.Contains(name) || (name is "min_age" && stored is "0ms" or "0s" or "0d"));
    }

    /// <summary>Whether an object is empty on one side and has members on the other: those speak for themselves.</summary>
    private static bool IsFilled(string path, SortedDictionary<string, string> left, SortedDictionary<string, string> right)
        => path.EndsWith('.') && (left.ContainsKey(path) ? right : left).Keys.Any(other => other.StartsWith(path, StringComparison.Ordinal));

    private static void Flatten(JsonNode? node, string path, SortedDictionary<string, string> into)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach ((string name, JsonNode? value) in members)
                {
                    Flatten(value, path.Length == 0 ? name : path + "." + name, into);
                }

                break;
            case JsonObject:
                // An empty object says no more than its place: {"readonly":{}}. Where the server fills it, that is no difference.
                into[path + "."] = "{}";
                break;
            case JsonArray elements:
                into[path] = "[" + string.Join(", ", elements.Select(Text)) + "]";
                break;
            default:
                into[path] = Text(node);
                break;
        }
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}
