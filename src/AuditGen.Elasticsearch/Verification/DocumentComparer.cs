using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>
/// Makes the document of an event from its text again and compares it with the one stored, field by field. The server keeps
/// values and changes only their order, and how a number is written. Used by one caller at a time.
/// </summary>
/// <param name="log">The name of the log.</param>
internal sealed class DocumentComparer(string log) : IDisposable
{
    private readonly EventDocumentWriter _writer = new(log);
    private readonly PooledBytes _document = new(16 * 1024);

    /// <summary>Compares.</summary>
    /// <param name="source">The stored document.</param>
    /// <param name="index">The index that it gives the event.</param>
    /// <param name="text">The original text that it holds.</param>
    /// <returns>What is wrong, without any value; <see langword="null"/> where nothing is.</returns>
    public string? Compare(JsonObject source, long index, ReadOnlyMemory<byte> text)
    {
        if (!AuditEvent.TryParse(text, out AuditEvent? read))
        {
            return "its text is not an event text";
        }

        bool isDegraded = source["audit"]?["ledger"]?["degraded"] is not null;
        var record = new JournalRecord(index, read.Id, read.Context, text, Sha256Hash.OfLeaf(text.Span));
        _document.Clear();
        if (isDegraded)
        {
            _writer.WriteDegraded(record, _document);
        }
        else
        {
            try
            {
                _writer.Write(record, _document);
            }
            catch (FormatException)
            {
                return "its text is not an event text, and it is not marked so";
            }
        }

        JsonObject wanted = JsonNode.Parse(_document.Written)!.AsObject();
        return Difference(source, wanted, string.Empty) is { } path ? $"its field {path} is not what its text says" : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    /// <summary>The path of the first difference.</summary>
    private static string? Difference(JsonNode? stored, JsonNode? wanted, string path)
    {
        switch (stored, wanted)
        {
            case (JsonObject left, JsonObject right):
                return Members(left, right, path);
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (int i = 0; i < left.Count; i++)
                {
                    if (Difference(left[i], right[i], path) is { } inside)
                    {
                        return inside;
                    }
                }

                return null;
            case (JsonValue left, JsonValue right):
                return Same(left, right) ? null : path;
            default:
                return stored is null && wanted is null ? null : path;
        }
    }

    private static string? Members(JsonObject left, JsonObject right, string path)
    {
        foreach ((string name, JsonNode? value) in right)
        {
            string inside = Path(path, name);
            if (!left.TryGetPropertyValue(name, out JsonNode? stored))
            {
                return inside;
            }

            if (Difference(stored, value, inside) is { } difference)
            {
                return difference;
            }
        }

        foreach ((string name, _) in left)
        {
            // The time of ingestion is the pipeline's, not the event's.
            string inside = Path(path, name);
            if (!right.ContainsKey(name) && inside is not "event.ingested")
            {
                return inside;
            }
        }

        return null;
    }

    private static bool Same(JsonValue left, JsonValue right)
    {
        JsonValueKind kind = left.GetValueKind();
        if (kind != right.GetValueKind())
        {
            return false;
        }

        return kind switch
        {
            JsonValueKind.String => string.Equals((string?)left, (string?)right, StringComparison.Ordinal),
            JsonValueKind.Number => left.ToJsonString().Equals(right.ToJsonString(), StringComparison.Ordinal)
                || (left.TryGetValue(out double a) && right.TryGetValue(out double b) && a.Equals(b)),
            _ => true,
        };
    }

    private static string Path(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
