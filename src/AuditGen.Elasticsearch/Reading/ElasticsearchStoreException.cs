using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>The cluster could not be reached, refused a question, or its answer was not whole.</summary>
public sealed class ElasticsearchStoreException : AuditStoreException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, without any value of an event.</param>
    /// <param name="status">The HTTP status, 0 where there was none.</param>
    /// <param name="innerException">The cause.</param>
    public ElasticsearchStoreException(string message, int status = 0, Exception? innerException = null)
        : base(message, innerException)
    {
        Status = status;
    }

    /// <summary>The HTTP status, 0 where there was none.</summary>
    public int Status { get; }
}
