namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>What can go wrong with a bulk request.</summary>
internal enum Fault
{
    None,

    /// <summary>The connection is reset before the request is carried out.</summary>
    ResetBefore,

    /// <summary>The request is carried out and the connection reset without an answer.</summary>
    ResetAfter,

    /// <summary>The request is carried out and the connection reset in the middle of the answer.</summary>
    ResetMidBody,

    /// <summary>No answer comes in time; the request is carried out later, after others.</summary>
    TimeoutExecutedLater,

    /// <summary>429 for the whole request.</summary>
    TooManyRequests,

    /// <summary>503 for the whole request.</summary>
    Unavailable,

    /// <summary>A proxy's 502 page.</summary>
    BadGatewayPage,

    /// <summary>The request is carried out, and a proxy answers 504.</summary>
    GatewayTimeoutAfter,

    /// <summary>A proxy's page with status 200, the request not carried out.</summary>
    PageInsteadOfJson,

    /// <summary>The request is carried out and its answer ends in the middle, with a matching length.</summary>
    TruncatedJson,

    /// <summary>Some events are refused with 429 or 503, the others are stored.</summary>
    PartialFailure,

    /// <summary>The index has just been rolled over: events are blocked.</summary>
    WriteBlock,

    /// <summary>The answer is complete, and then the server closes its half of the connection without saying so.</summary>
    HalfClosedKeepAlive,

    /// <summary>500 for the whole request.</summary>
    InternalError,
}
