namespace AuditGen.Elasticsearch.Reading;

/// <summary>The cluster refused a question, or its answer was not whole.</summary>
public sealed class ElasticsearchStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, without any value of an event.</param>
    /// <param name="status">The HTTP status, 0 where there was none.</param>
    public ElasticsearchStoreException(string message, int status = 0)
        : base(message)
    {
        Status = status;
    }

    /// <summary>The HTTP status, 0 where there was none.</summary>
    public int Status { get; }
}
