namespace AuditGen.Elasticsearch.Transport;

/// <summary>One call of the REST interface.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, beginning with <c>/</c>, already escaped.</param>
public readonly record struct ElasticsearchRequest(HttpMethod Method, string Path)
{
    /// <summary>The body; unused where <see cref="BodyKind"/> is <see cref="ElasticsearchBodyKind.None"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the body is.</summary>
    public ElasticsearchBodyKind BodyKind { get; init; }

    /// <summary>Whether the body is gzip already.</summary>
    public bool IsGzip { get; init; }

    /// <summary>How long to wait for the whole answer; <see langword="null"/> takes the default of the options.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether it may be sent once more to another node after the connection broke with the outcome unknown: reads, and
    /// writes that are the same when done twice.
    /// </summary>
    public bool IsRepeatable { get; init; }
}
