using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>One thing that the cluster is to have.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it is read and put.</param>
/// <param name="Wanted">Its body; <see langword="null"/> where being there is all.</param>
/// <param name="Stored">Finds the stored body in the answer of a read.</param>
internal sealed record BootstrapItem(string Kind, string Name, string Path, JsonObject? Wanted, Func<JsonNode, JsonNode?> Stored)
{
    public const string Policy = "lifecycle policy";
    public const string DataStream = "data stream";

    public static BootstrapItem ForPolicy(string name, JsonObject body)
        => new(Policy, name, "/_ilm/policy/" + name, body, answer => answer[name] is { } found ? new JsonObject { ["policy"] = found["policy"]?.DeepClone() } : null);

    public static BootstrapItem ForPipeline(string name, JsonObject body)
        => new("ingest pipeline", name, "/_ingest/pipeline/" + name, body, answer => answer[name]);

    public static BootstrapItem ForComponent(string name, JsonObject body)
        => new("component template", name, "/_component_template/" + name, body, answer => answer["component_templates"]?[0]?["component_template"]);

    public static BootstrapItem ForTemplate(string name, JsonObject body)
        => new("index template", name, "/_index_template/" + name, body, answer => answer["index_templates"]?[0]?["index_template"]);

    public static BootstrapItem ForStream(string name)
        => new(DataStream, name, "/_data_stream/" + name, Wanted: null, answer => answer["data_streams"]?[0]);

    /// <summary>The <c>_meta</c> of a stored body.</summary>
    public JsonNode? MetaOf(JsonObject stored) => Kind.Equals(Policy, StringComparison.Ordinal) ? stored["policy"]?["_meta"] : stored["_meta"];
}
