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
        Synchronously.Run(operation.ReserveAsync(CancellationToken.None));
    }

    /// <inheritdoc cref="IAuditOperation.CompleteAsync"/>
    public static void Complete(this IAuditOperation operation, bool succeeded = true)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Synchronously.Run(operation.CompleteAsync(succeeded));
    }

    /// <inheritdoc cref="IAuditOperation.FailAsync"/>
    public static void Fail(this IAuditOperation operation, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Synchronously.Run(operation.FailAsync(exception));
    }

    /// <summary>Ends the operation: the one around it is current again.</summary>
    public static void End(this IAuditOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Synchronously.Run(operation.DisposeAsync());
    }
}
