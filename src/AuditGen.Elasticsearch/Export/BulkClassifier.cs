using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Tells from an answer what to do. Pure; every row of the table in docs/delivery.md is one branch and one test.</summary>
internal static class BulkClassifier
{
    /// <summary>Classifies the answer to a whole request.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="isJson">Whether the body is JSON.</param>
    /// <param name="errorType">Kind of the error of the whole request, or empty.</param>
    public static RequestVerdict OfRequest(int status, bool isJson, string errorType) => status switch
    {
        // A success that is not JSON comes from something between us and Elasticsearch.
        >= 200 and < 300 => isJson ? RequestVerdict.Items : RequestVerdict.RetryUnknown,
        413 => RequestVerdict.TooLarge,
        429 => RequestVerdict.Retry,
        408 or >= 500 => RequestVerdict.RetryUnknown,
        403 when errorType is ElasticsearchError.ClusterBlock => RequestVerdict.Retry,

        // 401 and 403: the credential. Any other: an address, a proxy or a version that does not fit. Never the events' fault.
        _ => RequestVerdict.Pause,
    };

    /// <summary>Classifies the answer to one event.</summary>
    /// <param name="status">The item's status.</param>
    /// <param name="errorType">Kind of the item's error, or empty.</param>
    /// <param name="inFailureStore">Whether the document went to a failure store instead of the data stream.</param>
    public static BulkVerdict OfItem(int status, string errorType, bool inFailureStore) => status switch
    {
        >= 200 and < 300 => inFailureStore ? BulkVerdict.Refused : BulkVerdict.Stored,

        // The id is the event's own, and nothing but this event has it.
        409 when errorType is "version_conflict_engine_exception" or "" => BulkVerdict.AlreadyStored,
        409 => BulkVerdict.Retry,
        408 or 429 or >= 500 => BulkVerdict.Retry,
        400 or 403 when errorType is ElasticsearchError.ClusterBlock or "index_closed_exception" => BulkVerdict.Retry,
        400 or 413 => BulkVerdict.Refused,

        // 401, 403: the credential. 404: the data stream is missing. Others: nothing that a document can be blamed for.
        _ => BulkVerdict.Pause,
    };
}
