using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Shipping;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>
/// A ledger as the data stream <c>auditledger-&lt;namespace&gt;</c> holds it. Its leaf hashes are copied into a temporary file
/// first, since a verification reads them at random; nothing of it is believed.
/// </summary>
public sealed class ElasticsearchLedger : IAsyncDisposable
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(30);

    private readonly SearchClient _client;
    private readonly string _stream;
    private readonly LedgerSpool _spool = new();
    private long _lastSequence;

    private ElasticsearchLedger(SearchClient client, string stream, string origin)
    {
        _client = client;
        _stream = stream;
        Origin = origin;
        Name = $"Elasticsearch {stream}";
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The name of the log.</summary>
    public string Origin { get; }

    /// <summary>Number of events that the newest checkpoint there says it covers: none was shipped before these events were.</summary>
    public long Size { get; private set; }

    /// <summary>Reads what is there.</summary>
    /// <param name="transport">The way to the cluster, with a credential that may read.</param>
    /// <param name="options">What is to be verified.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LedgerException">There is no ledger of that log, several and none was named, or the cluster does not answer: says what to do.</exception>
    public static async Task<ElasticsearchLedger> OpenAsync(
        IElasticsearchTransport transport, ElasticsearchTrailOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        options ??= new ElasticsearchTrailOptions();
        time ??= TimeProvider.System;
        var client = new SearchClient(transport, new ElasticsearchStoreOptions { Namespace = options.Namespace }, time);
        string stream = AuditStreams.Ledger(options.Namespace);
        ElasticsearchLedger? ledger = null;
        try
        {
            ledger = new ElasticsearchLedger(client, stream, options.Log ?? await OnlyLogAsync(client, stream, cancellationToken).ConfigureAwait(false));
            await ledger.LoadAsync(options, time, cancellationToken).ConfigureAwait(false);
            return ledger;
        }
        catch (Exception failure)
        {
            ledger?._spool.Dispose();
            if (failure is ElasticsearchStoreException or ElasticsearchTransportException)
            {
                throw new LedgerException($"{stream} cannot be read: {failure.Message}", failure);
            }

            throw;
        }
    }

    /// <summary>Opens the ledger for one worker.</summary>
    public ILedgerReader OpenReader() => new Reader(this);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _spool.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<string> OnlyLogAsync(SearchClient client, string stream, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["size"] = 0, ["aggs"] = new JsonObject { ["logs"] = new JsonObject { ["terms"] = new JsonObject { ["field"] = "log", ["size"] = 100 } } } };
        JsonNode answer = await client.SearchAsync(stream, body, isLong: false, cancellationToken).ConfigureAwait(false);
        string[] logs = [.. (answer["aggregations"]?["logs"]?["buckets"]?.AsArray() ?? []).Select(static bucket => (string)bucket!["key"]!).Order(StringComparer.Ordinal)];
        return logs switch
        {
            [] => throw new LedgerException($"{stream} holds no ledger: nothing was shipped, this credential may not read it, or it was deleted."),
            [var one] => one,
            _ => throw new LedgerException($"{stream} holds several logs: name one of {string.Join(", ", logs)}."),
        };
    }

    private async Task LoadAsync(ElasticsearchTrailOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var newest = new JsonObject
        {
            ["size"] = 1,
            ["query"] = OfKind(LedgerDocuments.CheckpointKind),
            ["sort"] = new JsonArray(new JsonObject { ["sequence"] = "desc" }),
            ["_source"] = new JsonArray("sequence", "size", "shipped"),
        };
        JsonNode answer = await _client.SearchAsync(_stream, newest, isLong: false, cancellationToken).ConfigureAwait(false);
        if (answer["hits"]?["hits"] is JsonArray { Count: > 0 } hits)
        {
            JsonNode? last = hits[0]!["_source"];
            _lastSequence = (long?)last?["sequence"] ?? 0;
            Size = Math.Max(0, (long?)last?["size"] ?? 0);
            if ((long?)last?["shipped"] is { } shipped && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(shipped)).Duration() < s_fresh && options.Settle > TimeSpan.Zero)
            {
                await Task.Delay(options.Settle, time, cancellationToken).ConfigureAwait(false);
            }
        }

        var sort = new JsonArray(new JsonObject { ["first"] = "asc" });
        await foreach (JsonNode hit in ViewScan.ReadAsync(_client, _stream, OfKind(LedgerDocuments.TileKind), sort, new JsonArray("first", "hashes"), cancellationToken).ConfigureAwait(false))
        {
            Take(hit["_source"]);
        }

        if (_spool.Count < Size)
        {
            _spool.Report($"the hashes of leaves {_spool.Count} to {Size - 1} are missing");
        }
    }

    private void Take(JsonNode? tile)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String((string?)tile?["hashes"] ?? string.Empty);
        }
        catch (FormatException)
        {
            bytes = [];
        }

        _spool.Add((long?)tile?["first"] ?? -1, bytes);
    }

    private JsonObject OfKind(string kind)
    {
        var filter = new JsonArray(new JsonObject { ["term"] = new JsonObject { ["kind"] = kind } }, new JsonObject { ["term"] = new JsonObject { ["log"] = Origin } });
        if (kind is LedgerDocuments.CheckpointKind)
        {
            // Without a sequence it was left as an anchor: the same checkpoint, and no part of the ledger.
            filter.Add((JsonNode)new JsonObject { ["exists"] = new JsonObject { ["field"] = "sequence" } });
        }

        return new JsonObject { ["bool"] = new JsonObject { ["filter"] = filter } };
    }

    private sealed class Reader(ElasticsearchLedger ledger) : ILedgerReader
    {
        public string Name => ledger.Name;

        public string Origin => ledger.Origin;

        public string? Damage => ledger._spool.Damage;

        public ValueTask<long> CountLeavesAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(ledger._spool.Count);

        public ValueTask<int> ReadHashesAsync(int level, long first, Memory<Sha256Hash> hashes, CancellationToken cancellationToken = default)
        {
            if (level == 0)
            {
                return ValueTask.FromResult(ledger._spool.Read(first, hashes.Span));
            }

            // Only leaf hashes are shipped: what lies above follows from them.
            long width = 1L << (ILedgerReader.TileLevels * level);
            int count = (int)Math.Clamp((ledger._spool.Count / width) - first, 0, hashes.Length);
            for (int i = 0; i < count; i++)
            {
                hashes.Span[i] = Node(level, first + i);
            }

            return ValueTask.FromResult(count);
        }

        public async IAsyncEnumerable<StoredCheckpoint> ReadCheckpointsAsync(
            long afterSequence = 0, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            JsonObject query = ledger.OfKind(LedgerDocuments.CheckpointKind);
            query["bool"]!["filter"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["range"] = new JsonObject { ["sequence"] = new JsonObject { ["gt"] = afterSequence, ["lte"] = ledger._lastSequence } },
            });
            var sort = new JsonArray(new JsonObject { ["sequence"] = "asc" });
            (long Sequence, string Note) last = default;
            await foreach (JsonNode hit in ViewScan.ReadAsync(ledger._client, ledger._stream, query, sort, new JsonArray("sequence", "note"), cancellationToken).ConfigureAwait(false))
            {
                (long Sequence, string Note) next = ((long?)hit["_source"]?["sequence"] ?? 0, (string?)hit["_source"]?["note"] ?? string.Empty);

                // Sent again after a rollover, a checkpoint is there twice: the same to the byte, or the next finding.
                if (next != last)
                {
                    last = next;
                    yield return new StoredCheckpoint(next.Sequence, Encoding.UTF8.GetBytes(next.Note));
                }
            }
        }

        public async ValueTask<StoredCheckpoint?> LastCheckpointAsync(CancellationToken cancellationToken = default)
        {
            StoredCheckpoint? last = null;
            await foreach (StoredCheckpoint checkpoint in ReadCheckpointsAsync(ledger._lastSequence - 1, cancellationToken).ConfigureAwait(false))
            {
                last = checkpoint;
            }

            return last;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Sha256Hash Node(int level, long index)
        {
            var below = new Sha256Hash[ILedgerReader.TileWidth];
            long first = index * ILedgerReader.TileWidth;
            if (level == 1)
            {
                ledger._spool.Read(first, below);
            }
            else
            {
                for (int i = 0; i < below.Length; i++)
                {
                    below[i] = Node(level - 1, first + i);
                }
            }

            return HashBatch.Fold(below);
        }
    }
}
