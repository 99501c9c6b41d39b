namespace AuditGen.Testing;

/// <summary>The trail is not what the test expects. Any test framework reports it as a failure with its message.</summary>
public sealed class AuditAssertionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, and what there is.</param>
    public AuditAssertionException(string message)
        : base(message)
    {
    }
}
