using System.Text.Json;
using AuditGen.AspNetCore.Tests.Hosting;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>The OpenAPI document as an application serves it.</summary>
internal sealed class ApiDescription(JsonElement root)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public JsonElement Root => root;

    /// <summary>Every operation with its method, in capitals, and its path.</summary>
    public IEnumerable<(string Method, string Path, JsonElement Operation)> Operations =>
        from path in root.GetProperty("paths").EnumerateObject()
        from member in path.Value.EnumerateObject()
        where Methods.Contains(member.Name)
        select (member.Name.ToUpperInvariant(), path.Name, member.Value);

    public static async Task<ApiDescription> ReadAsync(AuditApp app)
    {
        string text = await app.Client(AuditApp.Auditor).GetStringAsync("/audit/openapi.json", TestContext.Current.CancellationToken);
        return new ApiDescription(JsonDocument.Parse(text).RootElement);
    }

    public JsonElement Get(string path) => root.GetProperty("paths").GetProperty(path).GetProperty("get");

    /// <summary>The parameters of an operation that stand in the query, or in the path.</summary>
    public IEnumerable<JsonElement> Parameters(JsonElement operation, string place) => operation.TryGetProperty("parameters", out JsonElement parameters)
        ? parameters.EnumerateArray().Select(Resolve).Where(parameter => parameter.GetProperty("in").ValueEquals(place))
        : [];

    /// <summary>The schema of what an operation answers in JSON where all is well.</summary>
    public JsonElement Answer(string path) =>
        Get(path).GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    /// <summary>A reference to a schema.</summary>
    public static JsonElement Schema(string name) => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["$ref"] = $"#/components/schemas/{name}" });

    /// <summary>What a reference stands for; anything else is itself.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        if (!element.TryGetProperty("$ref", out JsonElement reference))
        {
            return element;
        }

        string text = reference.GetString()!;
        text.ShouldStartWith("#/");
        JsonElement target = root;
        foreach (string segment in text[2..].Split('/'))
        {
            target.TryGetProperty(segment, out target).ShouldBeTrue($"{text} leads nowhere");
        }

        return target;
    }

    /// <summary>Every reference of the document.</summary>
    public IEnumerable<JsonElement> References() => References(root);

    private static IEnumerable<JsonElement> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("$ref", out _) => [element],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
