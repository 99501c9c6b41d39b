using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>One hit of a search in the order of ids.</summary>
/// <param name="Key">Its sort values, to go on after it.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Source">The parts of the document asked for.</param>
internal readonly record struct SearchHit(JsonArray Key, string Id, JsonNode? Source)
{
    /// <summary>The parts of a document that make a record.</summary>
    public static JsonArray SourceFields => new((JsonNode)"event.original", (JsonNode)"event.hash", (JsonNode)"audit.ledger.index");

    /// <summary>The hits of an answer.</summary>
    public static IEnumerable<SearchHit> Of(JsonNode answer)
    {
        foreach (JsonNode? found in answer["hits"]?["hits"]?.AsArray() ?? [])
        {
            if (Of(found, out SearchHit hit))
            {
                yield return hit;
            }
        }
    }

    /// <summary>Reads one hit.</summary>
    /// <returns>Whether it has the sort values of an event.</returns>
    public static bool Of(JsonNode? found, out SearchHit hit)
    {
        bool isEvent = found?["sort"] is JsonArray { Count: >= 2 };
        hit = isEvent && (string?)found!["sort"]![1] is { } id ? new SearchHit(found["sort"]!.AsArray(), id, found["_source"]) : default;
        return hit.Id is not null;
    }

    /// <summary>The order of ids, as sort and as the values to go on after.</summary>
    /// <remarks>The milliseconds of an id are those of its event's time, so time first is the same order, and one that skips whole indexes.</remarks>
    public static JsonArray Sort(AuditOrder order)
    {
        string direction = order == AuditOrder.NewestFirst ? "desc" : "asc";
        return new JsonArray(new JsonObject { ["@timestamp"] = direction }, new JsonObject { ["event.id"] = direction });
    }

    /// <summary>The record; <see langword="null"/> where the document is none of ours, or was made unreadable.</summary>
    public AuditRecord? ToRecord()
    {
        string? original = (string?)Source?["event"]?["original"];
        string? hash = (string?)Source?["event"]?["hash"];
        if (original is null || hash is not { Length: 2 * Sha256Hash.Size } || !AuditEvent.TryParse(Encoding.UTF8.GetBytes(original), out AuditEvent? auditEvent))
        {
            return null;
        }

        Span<byte> leaf = stackalloc byte[Sha256Hash.Size];
        if (Convert.FromHexString(hash, leaf, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        return new AuditRecord(auditEvent, IndexOf(Source!), Sha256Hash.FromBytes(leaf));
    }

    private static long IndexOf(JsonNode source)
        => source["audit"]?["ledger"]?["index"] is JsonValue value && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out long index) ? index : -1;
}
