namespace AuditGen.Reading;

/// <summary>How much of a resource's state the trail knows.</summary>
public enum AuditStateKnowledge
{
    /// <summary>Nothing was recorded up to the time: it may or may not have existed.</summary>
    Unknown,

    /// <summary>Only members that changed since recording began are known; the others are unknown.</summary>
    Partial,

    /// <summary>Its creation or a baseline is in the trail: every recorded member is known.</summary>
    Whole,

    /// <summary>It was deleted.</summary>
    Deleted,
}
