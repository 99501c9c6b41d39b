using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>One answer.</summary>
internal sealed record WireResponse(int Status, byte[] Body, string? ContentType)
{
    public static WireResponse Json(int status, JsonNode body) => new(status, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body), "application/vnd.elasticsearch+json;compatible-with=8");

    /// <summary>A refusal in the shape the real server gives it.</summary>
    public static WireResponse Error(int status, string type, string reason) => Json(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["root_cause"] = new JsonArray(new JsonObject { ["type"] = type, ["reason"] = reason }),
            ["type"] = type,
            ["reason"] = reason,
        },
        ["status"] = status,
    });

    public static WireResponse Acknowledged() => Json(200, new JsonObject { ["acknowledged"] = true });
}
