using AuditGen.Ledger;

namespace AuditGen;

/// <summary>Says how the journal is sealed.</summary>
public static class LedgerBuilderExtensions
{
    /// <summary>
    /// Gives the ledger's keys, anchors and cadence. Without it the journal is sealed with a key made beside it at the first
    /// start, which the log warns of.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="settings">What to say.</param>
    public static AuditGenBuilder UseLedger(this AuditGenBuilder audit, LedgerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(settings);
        audit.Services.AddAuditLedger(settings);
        return audit;
    }
}
