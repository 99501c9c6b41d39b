namespace AuditGen.Elasticsearch.Export;

/// <summary>An event on its way.</summary>
internal struct PendingEvent
{
    /// <summary>Position in the page.</summary>
    public required int Record { get; init; }

    /// <summary>Where it goes.</summary>
    public required StreamTarget Target { get; init; }

    /// <summary>Whether it is sent as fixed keywords and original text.</summary>
    public bool IsDegraded { get; set; }

    /// <summary>Whether an earlier attempt ended without an answer: the event may be stored already.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>The newest backing index known when the first such attempt was made, -1 where none was.</summary>
    public long FirstGeneration { get; set; }

    /// <summary>Why the store refused it, once it did.</summary>
    public string? Refusal { get; set; }
}
