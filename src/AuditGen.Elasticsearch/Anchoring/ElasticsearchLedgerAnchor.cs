using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Anchoring;

/// <summary>
/// Leaves checkpoints in the data stream <c>auditledger-&lt;namespace&gt;</c>, where Kibana shows their age. The same note
/// left twice is one document, because its id is the note's hash.
/// </summary>
/// <param name="transport">The way to the cluster; the writer's credential leaves checkpoints, the reader's reads them.</param>
/// <param name="namespace">The namespace at the end of the data stream's name.</param>
/// <param name="time">The clock, for notes that do not say when they were signed.</param>
public sealed class ElasticsearchLedgerAnchor(IElasticsearchTransport transport, string @namespace = "default", TimeProvider? time = null) : ILedgerAnchor
{
    private readonly string _stream = AuditStreams.Ledger(@namespace);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private DateTimeOffset? _last;

    /// <inheritdoc/>
    public string Name => $"Elasticsearch {_stream}";

    /// <inheritdoc/>
    public async ValueTask PublishAsync(ReadOnlyMemory<byte> note, CancellationToken cancellationToken)
    {
        LedgerCheckpoint checkpoint = LedgerCheckpoint.Parse(SignedNote.Parse(note.Span).Text.Span);
        DateTimeOffset signed = checkpoint.Timestamp ?? _time.GetUtcNow();
        using var body = new PooledBytes();
        string id = Convert.ToHexStringLower(SHA256.HashData(note.Span));
        body.Write(Encoding.UTF8.GetBytes($"{{\"create\":{{\"_index\":\"{_stream}\",\"_id\":\"{id}\"}}}}\n"));
        Write(body, checkpoint, signed, note);
        body.WriteByte((byte)'\n');
        var request = new ElasticsearchRequest(HttpMethod.Post, "/_bulk?require_data_stream=true")
        {
            Body = body.WrittenMemory,
            BodyKind = ElasticsearchBodyKind.NdJson,
            IsRepeatable = true,
        };
        await SendAsync(request, cancellationToken).ConfigureAwait(false);
        _last = signed;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int page = 1000;
        var client = new SearchClient(transport, new ElasticsearchStoreOptions { Namespace = @namespace }, _time);
        JsonArray? after = null;
        while (true)
        {
            var search = new JsonObject
            {
                ["size"] = page,
                ["query"] = new JsonObject { ["term"] = new JsonObject { ["kind"] = "checkpoint" } },
                ["sort"] = new JsonArray(new JsonObject { ["@timestamp"] = "asc" }, new JsonObject { ["log"] = "asc" }, new JsonObject { ["size"] = "asc" }),
                ["_source"] = new JsonArray((JsonNode)"note"),
            };
            if (after is not null)
            {
                search["search_after"] = after;
            }

            JsonNode answer = await client.SearchAsync(_stream, search, isLong: false, cancellationToken).ConfigureAwait(false);
            int hits = 0;
            foreach (JsonNode? hit in answer["hits"]?["hits"]?.AsArray() ?? [])
            {
                hits++;
                after = hit!["sort"]!.DeepClone().AsArray();
                if ((string?)hit["_source"]?["note"] is { } note)
                {
                    yield return Encoding.UTF8.GetBytes(note);
                }
            }

            if (hits < page)
            {
                yield break;
            }
        }
    }

    private void Write(PooledBytes body, LedgerCheckpoint checkpoint, DateTimeOffset signed, ReadOnlyMemory<byte> note)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteNumber("@timestamp"u8, signed.ToUnixTimeMilliseconds());
        json.WriteString("kind"u8, "checkpoint"u8);
        json.WriteString("log"u8, checkpoint.Origin);
        json.WriteNumber("size"u8, checkpoint.Size);
        json.WriteString("root"u8, checkpoint.Root.ToString());

        // How old the checkpoint before this one had become: what grows when sealing stands still.
        json.WriteNumber("age_ms"u8, _last is { } last && signed > last ? (long)(signed - last).TotalMilliseconds : 0);
        json.WriteString("note"u8, note.Span);
        json.WriteEndObject();
    }

    private async ValueTask SendAsync(ElasticsearchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using ElasticsearchResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var result = new BulkItemResult[1];
            bool understood = response.IsSuccess && BulkAnswer.TryRead(response.Body.Span, result);
            if (!understood || result[0].Verdict is not (BulkVerdict.Stored or BulkVerdict.AlreadyStored))
            {
                throw new IOException($"The checkpoint could not be left in {_stream}: HTTP {response.Status} {result[0].Reason ?? ElasticsearchError.Read(response.Body.Span).ToString()}");
            }
        }
        catch (ElasticsearchTransportException away)
        {
            throw new IOException($"The checkpoint could not be left in {_stream}: {away.Message}", away);
        }
    }
}
