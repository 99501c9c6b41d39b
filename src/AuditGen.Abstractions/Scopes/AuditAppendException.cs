namespace AuditGen;

/// <summary>An event could not be appended to the trail.</summary>
public sealed class AuditAppendException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="commandCompleted">Whether the command had already taken effect.</param>
    /// <param name="innerException">The cause.</param>
    public AuditAppendException(string message, bool commandCompleted, Exception? innerException = null)
        : base(message, innerException)
    {
        CommandCompleted = commandCompleted;
    }

    /// <summary>
    /// Whether the command had already taken effect. If so it must not be repeated: the events are kept in memory and
    /// retried, and the process reports itself unhealthy until they are durable.
    /// </summary>
    public bool CommandCompleted { get; }
}
