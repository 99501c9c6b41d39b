namespace AuditGen.Ledger;

/// <summary>The ledger could not be read, extended or signed.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
