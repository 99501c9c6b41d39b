namespace AuditGen.Elasticsearch.Export;

/// <summary>What the answer to one event of a bulk request means; docs/delivery.md gives the whole table.</summary>
internal enum BulkVerdict : byte
{
    /// <summary>It was stored by this request.</summary>
    Stored,

    /// <summary>It was stored before, by a request whose answer was lost.</summary>
    AlreadyStored,

    /// <summary>Not now: send it again after a pause.</summary>
    Retry,

    /// <summary>The store cannot take it as it is: send it once as fixed keywords and original text, then give it to the quarantine.</summary>
    Refused,

    /// <summary>Nothing of this context will be taken before an operator acts: wait, say so, and try again.</summary>
    Pause,
}
