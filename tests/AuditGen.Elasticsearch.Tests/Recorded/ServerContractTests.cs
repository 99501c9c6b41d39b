using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Tests.Server;

namespace AuditGen.Elasticsearch.Tests.Recorded;

/// <summary>
/// The in-process server is given what a real one was given, in the same order, and must answer alike: same status, same
/// kinds of errors, same items. This is what its word is worth.
/// </summary>
public sealed class ServerContractTests(ITestOutputHelper output)
{
    private static readonly string[] Order =
    [
        "01-root", "01-root-compat8", "01-root-compat10", "01-unauthenticated", "01-bad-api-key", "01-license",
        "02-ilm-get-missing", "02-ilm-invalid", "02-ilm-repository-missing", "02-repository", "02-ilm", "02-ilm-get", "02-ilm-basic",
        "02-pipeline", "02-component-mappings", "02-component-settings", "02-component-get",
        "02-index-template-missing-component", "02-index-template-get-missing", "02-index-template", "02-index-template-get",
        "02-data-stream-get-missing", "02-data-stream", "02-data-stream-again", "02-data-stream-get", "02-failure-store-options",
        "03-bulk-created", "03-bulk-gzip", "03-bulk-duplicate", "03-bulk-mapping-failure", "03-bulk-no-timestamp", "03-bulk-flattened-too-deep",
        "03-bulk-flattened-immense", "03-bulk-large-original", "03-bulk-index-op", "03-bulk-delete-op", "03-bulk-empty", "03-bulk-no-newline",
        "03-bulk-malformed-line", "03-bulk-not-a-stream", "03-delete-refused", "03-put-refused", "03-update-refused",
        "04-rollover", "04-duplicate-after-rollover", "04-get-from-old-index",
        "05-count", "05-facets", "05-flattened-term", "05-wildcard-old-value", "05-source-verbatim", "05-async-search",
        "06-writer-root", "06-writer-bulk", "06-writer-bulk-index-op", "06-writer-bulk-delete-op", "06-writer-update", "06-writer-delete", "06-writer-search",
        "06-writer-delete-by-query", "06-writer-delete-stream", "06-writer-other-stream", "06-reader-bulk", "06-reader-search",
        "06-bootstrap-license", "06-bootstrap-ilm", "06-bootstrap-template", "06-bootstrap-data-stream", "06-bootstrap-delete-stream",
        "09-license-basic", "09-ilm-on-basic-license", "09-ilm-basic-on-basic-license",
    ];

    [Fact]
    public void It_answers_as_the_real_server_did()
    {
        Assert.SkipUnless(RecordedExchanges.ArePresent, RecordedExchanges.Missing);
        var cluster = new ClusterModel { SecurityEnabled = true };
        var different = new List<string>();
        foreach (string name in Order)
        {
            JsonObject exchange = RecordedExchanges.Get(name);
            if (name == "09-license-basic")
            {
                cluster.License = "basic";
            }

            WireResponse answer = cluster.Answer(Request(name, exchange["request"]!.AsObject(), cluster));
            string recorded = Essence((int)exchange["response"]!["status"]!, exchange["response"]!["body"], exchange["response"]!["body"]);
            string given = Essence(answer.Status, answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body), exchange["response"]!["body"]);
            if (given != recorded)
            {
                different.Add($"{name}\n  recorded {recorded}\n  given    {given}");
            }
        }

        output.WriteLine($"{Order.Length} of {RecordedExchanges.All().Count()} recorded exchanges replayed");
        different.ShouldBeEmpty();
    }

    private static WireRequest Request(string name, JsonObject request, ClusterModel cluster)
    {
        var headers = request["headers"]!.AsObject().ToDictionary(header => header.Key, header => (string)header.Value!, StringComparer.OrdinalIgnoreCase);
        headers.Remove("Content-Encoding");
        string? key = name switch
        {
            "01-unauthenticated" => null,
            "01-bad-api-key" => "ApiKey bm9wZTpub3Bl",
            _ when name.StartsWith("06-writer", StringComparison.Ordinal) => "ApiKey " + cluster.AddKey("writer", Bootstrapping.Role("create_doc")),
            _ when name.StartsWith("06-reader", StringComparison.Ordinal) => "ApiKey " + cluster.AddKey("reader", Bootstrapping.Role("read", "view_index_metadata")),
            _ when name.StartsWith("06-bootstrap", StringComparison.Ordinal) => "ApiKey " + cluster.AddKey("bootstrap", Bootstrapping.Maker()),
            _ => "Basic " + Convert.ToBase64String("elastic:secret"u8),
        };
        if (key is not null)
        {
            headers["Authorization"] = key;
        }

        byte[] body = request["body"] is { } json ? Encoding.UTF8.GetBytes(json.ToJsonString()) : Encoding.UTF8.GetBytes(Whole(request));

        return WireRequest.Create((string)request["method"]!, (string)request["path"]!, headers, body, body.Length);
    }

    /// <summary>The body; of the two that the recording cut, one with the same id and fields, and a shorter value.</summary>
    private static string Whole(JsonObject request)
    {
        string text = (string?)request["bodyText"] ?? string.Empty;
        if (request["bodyTextLength"] is null)
        {
            return text;
        }

        string[] usual = ((string)RecordedExchanges.Get("03-bulk-created")["request"]!["bodyText"]!).Split('\n');
        string action = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        string id = (string)JsonNode.Parse(action)!["create"]!["_id"]!;
        int number = Convert.ToInt32(id[^2..], 16);
        return $"{action}\n{usual[1].Replace("0192f000-0000-7000-8000-000000000000", id, StringComparison.Ordinal).Replace("\"u-0\"", $"\"u-{number % 3}\"", StringComparison.Ordinal)}\n";
    }

    /// <summary>What an answer says that somebody acts on.</summary>
    private static string Essence(int status, JsonNode? body, JsonNode? recorded)
    {
        var essence = new StringBuilder().Append(status);
        if (body?["error"] is JsonObject error)
        {
            essence.Append(' ').Append((string?)error["type"]);
        }

        foreach (JsonNode? item in body?["items"]?.AsArray() ?? [])
        {
            (string operation, JsonNode? result) = item!.AsObject().Single();
            essence.Append(" | ").Append(operation).Append(' ').Append((int)result!["status"]!).Append(' ').Append((string?)result["error"]?["type"]).Append(' ').Append((string?)result["_index"]);
        }

        foreach (string path in new[] { "acknowledged", "errors", "count", "license.type", "hits.total.value", "response.hits.total.value", "is_running", "new_index", "found" })
        {
            if (Follow(recorded, path) is not null && Follow(body, path) is { } value)
            {
                essence.Append(' ').Append(path).Append('=').Append(value.ToJsonString());
            }
        }

        foreach (JsonNode? bucket in Follow(body, "aggregations.actor.buckets")?.AsArray() ?? [])
        {
            essence.Append(' ').Append(bucket!["key"]!.ToJsonString()).Append(':').Append(bucket["doc_count"]!.ToJsonString());
        }

        return essence.ToString();
    }

    private static JsonNode? Follow(JsonNode? node, string path)
    {
        foreach (string part in path.Split('.'))
        {
            node = node is JsonObject container ? container[part] : null;
        }

        return node;
    }

    private static class Bootstrapping
    {
        public static JsonObject Role(params string[] privileges) => new()
        {
            ["indices"] = new JsonArray(new JsonObject { ["names"] = new JsonArray("audit-*", "auditledger-*"), ["privileges"] = new JsonArray([.. privileges.Select(privilege => (JsonNode)privilege)]) }),
        };

        public static JsonObject Maker()
        {
            JsonObject role = Role("create_index", "view_index_metadata");
            role["cluster"] = new JsonArray("monitor", "manage_index_templates", "manage_ilm", "manage_pipeline");
            return role;
        }
    }
}
