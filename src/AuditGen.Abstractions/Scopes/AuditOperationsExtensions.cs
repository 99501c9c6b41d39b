namespace AuditGen;

/// <summary>Runs handlers that a framework calls directly as audited operations.</summary>
public static class AuditOperationsExtensions
{
    /// <summary>Runs a handler as an audited operation. For pipeline behaviours, middleware and endpoint filters.</summary>
    /// <param name="operations">Starts the operation.</param>
    /// <param name="handler">The generated description of the handler method.</param>
    /// <param name="command">The command; its reason and facts are recorded.</param>
    /// <param name="next">Calls the handler.</param>
    /// <param name="cancellationToken">Cancels the wait for room; once the handler has run, its event is recorded.</param>
    /// <exception cref="AuditAppendException">There was no room, and the handler did not run; or its event could not be appended.</exception>
    public static async Task RunAsync(
        this IAuditOperations operations,
        AuditedHandler handler,
        object? command,
        Func<CancellationToken, Task> next,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        await operations.RunAsync<object?>(
            handler,
            command,
            async token =>
            {
                await next(token).ConfigureAwait(true);
                return null;
            },
            succeeded: null,
            cancellationToken).ConfigureAwait(true);
    }

    /// <summary>Runs a handler with a result as an audited operation. For pipeline behaviours, middleware and endpoint filters.</summary>
    /// <param name="operations">Starts the operation.</param>
    /// <param name="handler">The generated description of the handler method.</param>
    /// <param name="command">The command; its reason and facts are recorded.</param>
    /// <param name="next">Calls the handler.</param>
    /// <param name="cancellationToken">Cancels the wait for room; once the handler has run, its event is recorded.</param>
    /// <exception cref="AuditAppendException">There was no room, and the handler did not run; or its event could not be appended.</exception>
    /// <param name="succeeded">Whether a result means success; every result does where not given.</param>
    /// <returns>The handler's result.</returns>
    public static async Task<TResult> RunAsync<TResult>(
        this IAuditOperations operations,
        AuditedHandler handler,
        object? command,
        Func<CancellationToken, Task<TResult>> next,
        Func<TResult, bool>? succeeded = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(next);

        // The operation must be current in the flow that awaits the handler: begun here, in the frame that does.
        IAuditOperation operation = operations.Begin(handler);
        await using (operation.ConfigureAwait(true))
        {
            if (command is not null)
            {
                handler.Describe?.Invoke(operation, command);
            }

            await operation.ReserveAsync(cancellationToken).ConfigureAwait(true);
            TResult result;
            try
            {
                result = await next(cancellationToken).ConfigureAwait(true);
            }
            catch (Exception exception)
            {
                await operation.FailAsync(exception).ConfigureAwait(true);
                throw;
            }

            await operation.CompleteAsync(succeeded is null || succeeded(result)).ConfigureAwait(true);
            return result;
        }
    }
}
