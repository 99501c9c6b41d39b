namespace AuditGen.Elasticsearch.Transport;

/// <summary>
/// The one way to the cluster: a request goes out, a complete answer comes back, whatever its status. Everything else in
/// this package is built on it, so another client can be put behind it (see docs/elasticsearch.md).
/// </summary>
public interface IElasticsearchTransport
{
    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="request">What to send. Its body must stay unchanged until the call has completed.</param>
    /// <param name="cancellationToken">Gives up; the server may still carry the request out.</param>
    /// <returns>The answer, of any status; the caller disposes of it.</returns>
    /// <exception cref="ElasticsearchTransportException">No complete answer came.</exception>
    ValueTask<ElasticsearchResponse> SendAsync(ElasticsearchRequest request, CancellationToken cancellationToken);
}
