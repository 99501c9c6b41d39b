namespace AuditGen;

/// <summary>
/// The steps of an operation for handlers that are not asynchronous. Each blocks the calling thread until the journal's writer,
/// which has a thread of its own, has done its part.
/// </summary>
public static class SynchronousOperationExtensions
{
    /// <inheritdoc cref="IAuditOperation.ReserveAsync"/>
    public static void Reserve(this IAuditOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Wait(operation.ReserveAsync(CancellationToken.None));
    }

    /// <inheritdoc cref="IAuditOperation.CompleteAsync"/>
    public static void Complete(this IAuditOperation operation, bool succeeded = true)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Wait(operation.CompleteAsync(succeeded));
    }

    /// <inheritdoc cref="IAuditOperation.FailAsync"/>
    public static void Fail(this IAuditOperation operation, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Wait(operation.FailAsync(exception));
    }

    /// <summary>Ends the operation: the one around it is current again.</summary>
    public static void End(this IAuditOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Wait(operation.DisposeAsync());
    }

    private static void Wait(ValueTask step)
    {
        if (step.IsCompleted)
        {
            step.GetAwaiter().GetResult();
        }
        else
        {
            // Nothing behind it needs this thread's synchronization context: the runtime never captures one.
            step.AsTask().GetAwaiter().GetResult();
        }
    }
}
