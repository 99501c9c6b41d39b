using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Support;

/// <summary>What a real Elasticsearch 9.5 accepted and answered, as far as tests need it on their own.</summary>
internal static class TestData
{
    public static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path(name)))!.AsObject();

    public static IEnumerable<JsonObject> Lines(string name) => File.ReadLines(Path(name)).Select(line => JsonNode.Parse(line)!.AsObject());

    private static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "TestData", name);
}
