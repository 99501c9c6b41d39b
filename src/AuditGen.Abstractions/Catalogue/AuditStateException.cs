namespace AuditGen;

/// <summary>A resource is in a state that cannot be recorded, such as one with a null key.</summary>
public sealed class AuditStateException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which type and member, and what to do; never a value.</param>
    public AuditStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which type and member, and what to do; never a value.</param>
    /// <param name="innerException">The cause.</param>
    public AuditStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
