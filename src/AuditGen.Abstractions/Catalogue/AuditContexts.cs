namespace AuditGen;

/// <summary>Names of contexts that have a meaning of their own.</summary>
public static class AuditContexts
{
    /// <summary>
    /// The context of what the audit itself does: baselines, searches, changed retention, erasures. It stands outside every
    /// business catalogue, and no annotated type may name it.
    /// </summary>
    public const string Reserved = "auditgen";
}
