using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Shipping;

/// <summary>Documents of the ledger on their way: stored all of them, or an error. Sending them again does no harm.</summary>
/// <param name="transport">The way to the cluster, with a credential that may create documents.</param>
/// <param name="stream">The data stream.</param>
internal sealed class LedgerBulk(IElasticsearchTransport transport, string stream) : IDisposable
{
    private readonly PooledBytes _body = new(64 * 1024);

    /// <summary>The data stream.</summary>
    public string Stream => stream;

    /// <summary>How many documents wait.</summary>
    public int Count { get; private set; }

    /// <summary>The body, to add one document's lines to.</summary>
    public PooledBytes Next()
    {
        Count++;
        return _body;
    }

    /// <summary>Stores what waits.</summary>
    /// <exception cref="IOException">Not all of it was stored: says why.</exception>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            return;
        }

        var request = new ElasticsearchRequest(HttpMethod.Post, "/_bulk?require_data_stream=true") { Body = _body.WrittenMemory, BodyKind = ElasticsearchBodyKind.NdJson, IsRepeatable = true };
        try
        {
            using ElasticsearchResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var results = new BulkItemResult[Count];
            if (!response.IsSuccess || !BulkAnswer.TryRead(response.Body.Span, results))
            {
                throw new IOException($"{stream} could not be written: HTTP {response.Status} {ElasticsearchError.Read(response.Body.Span)}".TrimEnd());
            }

            if (Array.Find(results, static result => result.Verdict is not (BulkVerdict.Stored or BulkVerdict.AlreadyStored)).Reason is { } reason)
            {
                throw new IOException($"{stream} could not be written: {reason}");
            }
        }
        catch (ElasticsearchTransportException away)
        {
            throw new IOException($"{stream} could not be written: {away.Message}", away);
        }
        finally
        {
            _body.Clear();
            Count = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _body.Dispose();
}
