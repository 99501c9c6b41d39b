namespace AuditGen.Ledger;

/// <summary>What a verification came to. The numbers are the exit codes of <c>auditgen verify</c>.</summary>
public enum LedgerVerdict
{
    /// <summary>All is as it was signed.</summary>
    Valid = 0,

    /// <summary>Something is not as it was signed.</summary>
    Tampered = 1,

    /// <summary>Nothing contradicts, but something needed to judge is missing or unreadable.</summary>
    Incomplete = 2,
}
