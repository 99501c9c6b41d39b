using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Shipping;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Anchoring;

/// <summary>
/// Leaves checkpoints in the data stream <c>auditledger-&lt;namespace&gt;</c>, where Kibana shows their age. The same note
/// left twice is one document, because its id is the note's hash. An exporter ships the whole ledger there by itself
/// (<see cref="Export.ElasticsearchExporterOptions.ShipLedger"/>); as an anchor the stream is read too, before anything is
/// signed, so that a journal restored from an older copy is found: sealing waits while the cluster is away.
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
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset signed = checkpoint.Timestamp ?? now;
        using var bulk = new LedgerBulk(transport, _stream);
        LedgerDocuments.Checkpoint(bulk.Next(), _stream, checkpoint, note.Span, signed - (_last ?? signed), sequence: null, now);
        await bulk.SendAsync(cancellationToken).ConfigureAwait(false);
        _last = signed;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var client = new SearchClient(transport, new ElasticsearchStoreOptions { Namespace = @namespace }, _time);
        var query = new JsonObject { ["term"] = new JsonObject { ["kind"] = LedgerDocuments.CheckpointKind } };
        var sort = new JsonArray(new JsonObject { ["@timestamp"] = "asc" }, new JsonObject { ["log"] = "asc" }, new JsonObject { ["size"] = "asc" });
        IAsyncEnumerator<JsonNode> hits = ViewScan.ReadAsync(client, _stream, query, sort, new JsonArray((JsonNode)"note"), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (hits.ConfigureAwait(false))
        {
            string? last = null;
            while (await MoveAsync(hits).ConfigureAwait(false))
            {
                // Left here as an anchor and as a part of the ledger, it is the same checkpoint.
                if ((string?)hits.Current["_source"]?["note"] is { } note && !string.Equals(note, last, StringComparison.Ordinal))
                {
                    last = note;
                    yield return Encoding.UTF8.GetBytes(note);
                }
            }
        }
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<JsonNode> hits)
    {
        try
        {
            return await hits.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ElasticsearchStoreException or ElasticsearchTransportException)
        {
            throw new IOException($"Checkpoints in Elasticsearch cannot be read: {failure.Message}", failure);
        }
    }
}
