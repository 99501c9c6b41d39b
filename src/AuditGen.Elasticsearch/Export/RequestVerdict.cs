namespace AuditGen.Elasticsearch.Export;

/// <summary>What the answer to a whole bulk request means; docs/delivery.md gives the whole table.</summary>
internal enum RequestVerdict : byte
{
    /// <summary>The answer speaks about each event.</summary>
    Items,

    /// <summary>Nothing was carried out: send all of it again after a pause.</summary>
    Retry,

    /// <summary>It may have been carried out, or be carried out later: send all of it again after a pause.</summary>
    RetryUnknown,

    /// <summary>Too large: send less at once.</summary>
    TooLarge,

    /// <summary>Nothing will be taken before an operator acts: wait, say so, and try again.</summary>
    Pause,
}
