using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>A document of a backing index.</summary>
internal sealed class StoredDocument(string id, byte[] source)
{
    private JsonObject? _parsed;

    public string Id { get; } = id;

    public byte[] Source { get; } = source;

    public JsonObject Parsed => _parsed ??= JsonNode.Parse(Source)!.AsObject();
}
