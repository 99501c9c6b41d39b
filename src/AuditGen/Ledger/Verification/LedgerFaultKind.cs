namespace AuditGen.Ledger;

/// <summary>What a finding of a verification means.</summary>
public enum LedgerFaultKind
{
    /// <summary>Events, ledger or checkpoints are not as they were signed.</summary>
    Tampered,

    /// <summary>Something needed to judge is missing or unreadable.</summary>
    Incomplete,

    /// <summary>An event's old values are not the state after the event before: somebody changed data past the application.</summary>
    Bypassed,

    /// <summary>Worth knowing, and no fault: a benign duplicate, events that wait for a checkpoint.</summary>
    Notice,
}
