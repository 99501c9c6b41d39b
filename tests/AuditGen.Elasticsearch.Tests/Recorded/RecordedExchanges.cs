using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Recorded;

/// <summary>The exchanges with a real server, where they lie beside the checkout.</summary>
internal static class RecordedExchanges
{
    private static readonly string? Folder = Find();

    public static string Missing => "The recorded exchanges (../shared/es/wire) are not beside this checkout; the facts taken from them are tested from TestData.";

    public static bool ArePresent => Folder is not null;

    public static IEnumerable<(string Name, JsonObject Exchange)> All()
        => Directory.EnumerateFiles(Folder!, "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject()));

    public static JsonObject Get(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder!, name + ".json")))!.AsObject();

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "es", "wire");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
