namespace AuditGen.Diagnosing;

/// <summary>How much a finding matters.</summary>
public enum AuditFindingSeverity
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Nothing is lost, and somebody should look at it.</summary>
    Warning,

    /// <summary>Events do not reach where they belong, cannot be read, or are at risk.</summary>
    Error,
}
