namespace AuditGen.Ledger;

/// <summary>How the sealing of a log is doing.</summary>
public enum LedgerState
{
    /// <summary>Not open yet.</summary>
    Starting,

    /// <summary>Checkpoints are signed.</summary>
    Sealing,

    /// <summary>The last attempt failed, and is repeated.</summary>
    Failing,

    /// <summary>The log contradicts what was signed for it: nothing more is signed.</summary>
    Forked,
}
