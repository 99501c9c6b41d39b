using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>One HTTP request as the server received it, its body decompressed.</summary>
internal sealed record WireRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body, int BytesOnWire)
{
    public bool IsBulk => Path.EndsWith("/_bulk", StringComparison.Ordinal);

    public JsonObject Json => Body.Length == 0 ? [] : JsonNode.Parse(Body)!.AsObject();

    public static WireRequest Create(string method, string target, IReadOnlyDictionary<string, string> headers, byte[] body, int bytesOnWire)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        string path = mark < 0 ? target : target[..mark];
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in mark < 0 ? [] : target[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            query[Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals])] = equals < 0 ? string.Empty : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return new WireRequest(method, Uri.UnescapeDataString(path), query, headers, body, bytesOnWire);
    }
}
