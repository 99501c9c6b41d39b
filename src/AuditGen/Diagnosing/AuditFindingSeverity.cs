namespace AuditGen.Diagnosing;

/// <summary>How much a finding matters.</summary>
public enum AuditFindingSeverity
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Worth knowing; nothing need be done, or it could not be looked at.</summary>
    Notice,

    /// <summary>Nothing is lost, and somebody should look at it.</summary>
    Warning,

    /// <summary>Events do not reach where they belong, cannot be read, or are at risk.</summary>
    Error,
}
