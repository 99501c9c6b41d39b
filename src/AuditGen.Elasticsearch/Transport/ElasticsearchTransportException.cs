namespace AuditGen.Elasticsearch.Transport;

/// <summary>A request got no complete answer.</summary>
public sealed class ElasticsearchTransportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, with the node and the path, never with a credential or a body.</param>
    /// <param name="outcomeUnknown">Whether the server may have carried the request out.</param>
    /// <param name="innerException">The cause.</param>
    public ElasticsearchTransportException(string message, bool outcomeUnknown, Exception? innerException = null)
        : base(message, innerException)
    {
        OutcomeUnknown = outcomeUnknown;
    }

    /// <summary>
    /// Whether the server may have carried the request out, now or later: true after a timeout or a broken connection,
    /// false when no connection was made at all.
    /// </summary>
    public bool OutcomeUnknown { get; }
}
