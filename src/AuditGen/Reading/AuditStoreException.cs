namespace AuditGen.Reading;

/// <summary>A store could not be opened, written or read.</summary>
public class AuditStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public AuditStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
