namespace AuditGen.Envelopes;

/// <summary>What an event says besides its resource, changes and data.</summary>
internal readonly struct EventHead
{
    /// <summary>The action; context, category and event type come with it.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>The outcome.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The operation's id.</summary>
    public required Guid Operation { get; init; }

    /// <summary>Actor, session and so on.</summary>
    public required AuditContext Context { get; init; }

    /// <summary>Why, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }
}
