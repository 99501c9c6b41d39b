namespace AuditGen.Ledger;

/// <summary>
/// The journal no longer continues what was signed for it: it was restored from an older copy, cut, or changed. Nothing
/// more is signed for this log.
/// </summary>
public sealed class LedgerForkException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What contradicts what, and what to do.</param>
    public LedgerForkException(string message)
        : base(message)
    {
    }
}
