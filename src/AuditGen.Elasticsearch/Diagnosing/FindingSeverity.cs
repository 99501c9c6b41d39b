namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Looked at, and as it should be.</summary>
    Fine,

    /// <summary>Worth knowing; nothing need be done, or it could not be looked at.</summary>
    Notice,

    /// <summary>Nothing is lost, and somebody should act.</summary>
    Warning,

    /// <summary>Events do not reach the store, cannot be found, or are not protected as they should be: act now.</summary>
    Fault,
}
