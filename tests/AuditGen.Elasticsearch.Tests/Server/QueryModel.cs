using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>Evaluates the queries that this project sends, over one document.</summary>
internal static class QueryModel
{
    public static bool Matches(StoredDocument document, JsonNode? query)
    {
        if (query is null)
        {
            return true;
        }

        (string kind, JsonNode? body) = query.AsObject().Single();
        return kind switch
        {
            "match_all" => true,
            "bool" => Bool(document, body!.AsObject()),
            "ids" => body!["values"]!.AsArray().Any(id => (string)id! == document.Id),
            "exists" => Values(document, (string)body!["field"]!).Any(),
            "term" => Field(body!, out string field, out JsonNode value) && Values(document, field).Any(actual => Same(actual, Inner(value, "value"))),
            "terms" => Terms(document, body!.AsObject()),
            "range" => Field(body!, out string ranged, out JsonNode range) && Values(document, ranged).Any(actual => InRange(actual, range.AsObject())),
            "wildcard" => Field(body!, out string wild, out JsonNode pattern) && Wildcard(document, wild, pattern),
            "prefix" => Field(body!, out string prefixed, out JsonNode prefix) && Words(document, prefixed).Any(word => word.StartsWith((string)Inner(prefix, "value")!, StringComparison.Ordinal)),
            "match" => Field(body!, out string matched, out JsonNode text) && Tokens((string)Inner(text, "query")!).All(word => Words(document, matched).Contains(word, StringComparer.Ordinal)),
            _ => throw new NotSupportedException(kind),
        };
    }

    /// <summary>All values of a field, arrays taken apart, keys of flattened fields followed.</summary>
    public static IEnumerable<JsonNode> Values(StoredDocument document, string field)
    {
        JsonNode? found = MappingModel.Get(document.Parsed, field);
        return found switch
        {
            null or JsonObject => [],
            JsonArray array => array.OfType<JsonNode>(),
            _ => [found],
        };
    }

    public static string TextOf(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString();

    private static bool Bool(StoredDocument document, JsonObject clauses)
    {
        bool should = clauses["should"] is not JsonArray alternatives || alternatives.Any(clause => Matches(document, clause));
        return should
            && Each(clauses["filter"]).All(clause => Matches(document, clause))
            && Each(clauses["must"]).All(clause => Matches(document, clause))
            && !Each(clauses["must_not"]).Any(clause => Matches(document, clause));
    }

    private static IEnumerable<JsonNode?> Each(JsonNode? clauses)
    {
        if (clauses is JsonArray several)
        {
            return several;
        }

        JsonNode?[] one = clauses is null ? [] : [clauses];
        return one;
    }

    private static bool Field(JsonNode body, out string field, out JsonNode value)
    {
        (field, JsonNode? inner) = body.AsObject().Single();
        value = inner!;
        return true;
    }

    private static JsonNode Inner(JsonNode value, string member) => value is JsonObject wrapped ? wrapped[member]! : value;

    private static bool Same(JsonNode actual, JsonNode wanted) => TextOf(actual) == TextOf(wanted);

    private static bool Terms(StoredDocument document, JsonObject body)
    {
        (string field, JsonNode? wanted) = body.Single();
        var set = wanted!.AsArray().Select(value => TextOf(value!)).ToHashSet(StringComparer.Ordinal);
        return Values(document, field).Any(actual => set.Contains(TextOf(actual)));
    }

    private static bool InRange(JsonNode actual, JsonObject range)
    {
        foreach ((string bound, JsonNode? value) in range)
        {
            if (bound == "format")
            {
                continue;
            }

            int order = Compare(actual, value!);
            bool holds = bound switch { "gt" => order > 0, "gte" => order >= 0, "lt" => order < 0, "lte" => order <= 0, _ => throw new NotSupportedException(bound) };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    public static int Compare(JsonNode left, JsonNode right)
        => Number(left) is { } a && Number(right) is { } b ? a.CompareTo(b) : string.CompareOrdinal(TextOf(left), TextOf(right));

    /// <summary>Numbers, and dates as milliseconds.</summary>
    private static long? Number(JsonNode node)
    {
        if (node.GetValueKind() == JsonValueKind.Number)
        {
            return node.GetValue<long>();
        }

        return node.GetValueKind() == JsonValueKind.String && ((string)node!) is { Length: >= 20 } text && text[4] == '-' && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUnixTimeMilliseconds()
            : null;
    }

    private static bool Wildcard(StoredDocument document, string field, JsonNode pattern)
    {
        bool ignoreCase = pattern is JsonObject options && (bool?)options["case_insensitive"] == true;
        var regex = new System.Text.StringBuilder("^");
        string text = (string)Inner(pattern, "value")!;
        for (int i = 0; i < text.Length; i++)
        {
            regex.Append(text[i] switch
            {
                '*' => "[\\s\\S]*",
                '?' => "[\\s\\S]",
                '\\' when i + 1 < text.Length => Regex.Escape(text[++i].ToString()),
                char c => Regex.Escape(c.ToString()),
            });
        }

        regex.Append('$');
        RegexOptions how = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        return Values(document, field).Any(actual => Regex.IsMatch(TextOf(actual), regex.ToString(), how, TimeSpan.FromSeconds(5)));
    }

    private static List<string> Words(StoredDocument document, string field) => [.. Values(document, field).SelectMany(value => Tokens(TextOf(value)))];

    private static IEnumerable<string> Tokens(string text) => AuditGen.Reading.AuditWords.Of(text);
}
