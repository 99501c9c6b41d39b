using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>Reads documents of one part without believing any of them.</summary>
internal sealed class DocumentReader : IStoredEventReader
{
    private const int PageEvents = 1000;
    private const int PageBytes = 4 * 1024 * 1024;

#pragma warning disable CA2213 // closed when it has been read to its end, where that can be awaited; a view left open ends by itself
    private readonly IAsyncEnumerator<JsonNode> _hits;
#pragma warning restore CA2213
    private readonly string _space;
    private readonly DocumentComparer? _comparer;
    private bool _ended;

    public DocumentReader(IAsyncEnumerable<JsonNode> hits, string log, string space, bool compareFields)
    {
        _hits = hits.GetAsyncEnumerator();
        _space = AuditStreams.Part(space);
        _comparer = compareFields ? new DocumentComparer(log) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(StoredEventPage page, CancellationToken cancellationToken)
    {
        page.Clear();
        try
        {
            while (!_ended && page.Events.Length < PageEvents && page.Bytes < PageBytes)
            {
                _ended = !await _hits.MoveNextAsync().ConfigureAwait(false);
                if (!_ended)
                {
                    Add(page, _hits.Current);
                }
            }
        }
        catch (Exception failure) when (failure is ElasticsearchStoreException or ElasticsearchTransportException)
        {
            _ended = true;
            throw new LedgerException($"cannot be read any further: {failure.Message}", failure);
        }

        if (_ended)
        {
            // Read to its end: the view is closed here, where it can be awaited.
            await _hits.DisposeAsync().ConfigureAwait(false);
        }

        return page.Events.Length > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _comparer?.Dispose();

    private void Add(StoredEventPage page, JsonNode hit)
    {
        string name = (string?)hit["_id"] ?? string.Empty;
        _ = Guid.TryParseExact(name, "D", out Guid id);
        var source = hit["_source"] as JsonObject;
        long index = source?["audit"]?["ledger"]?["index"] is JsonValue place && place.TryGetValue(out long number) && number >= 0 ? number : -1;
        if (source?["event"]?["original"] is not JsonValue original || !original.TryGetValue(out string? text))
        {
            page.Add(index, id, [], default, "its original text is missing");
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        page.Add(index, id, bytes, default, _comparer is null ? null : Compare(hit, name, source, index, bytes));
    }

    private string? Compare(JsonNode hit, string name, JsonObject source, long index, byte[] text)
    {
        try
        {
            return Place(hit, name, text) ?? _comparer!.Compare(source, index, text);
        }
        catch (JsonException)
        {
            return "its document is no event's";
        }
    }

    /// <summary>Whether it lies under its own id, in the stream of its own context.</summary>
    private string? Place(JsonNode hit, string name, byte[] text)
    {
        if (!AuditEvent.TryParse(text, out AuditEvent? read))
        {
            return "its text is not an event text";
        }

        if (!string.Equals(name, read.Id.ToString(), StringComparison.Ordinal))
        {
            return $"it is stored under the id {name}, its text says {read.Id}";
        }

        string stream = AuditStreams.Events(read.Context, _space);
        string backing = (string?)hit["_index"] ?? string.Empty;
        return backing.Contains($"{stream}-", StringComparison.Ordinal) || backing.EndsWith(stream, StringComparison.Ordinal)
            ? null
            : $"it is stored in {backing}, the context of its text is {read.Context}";
    }
}
