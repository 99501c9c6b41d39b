namespace AuditGen;

/// <summary>How a command ended. The stored form is the name in lower case.</summary>
public enum AuditOutcome
{
    /// <summary>It committed.</summary>
    Success,

    /// <summary>It failed, and nothing was changed.</summary>
    Failure,

    /// <summary>It was refused, and nothing was changed.</summary>
    Denied,

    /// <summary>The process died between the intent and the outcome: what happened must be looked up.</summary>
    Unknown,
}
