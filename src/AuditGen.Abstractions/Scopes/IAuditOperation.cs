namespace AuditGen;

/// <summary>One running operation, as a decorator drives it: begin, reserve, run the handler, then complete or fail.</summary>
public interface IAuditOperation : IAsyncDisposable
{
    /// <summary>Sets why the command was given, from <see cref="AuditReasonAttribute"/>.</summary>
    void SetReason(string? reason);

    /// <summary>Records a fact of the command, from <see cref="AuditDataAttribute"/>.</summary>
    /// <param name="name">The stored name.</param>
    /// <param name="value">The value.</param>
    void AddData<T, TCodec>(string name, T value)
        where TCodec : IAuditValueCodec<T?>;

    /// <summary>
    /// Reserves room for the events and journals the intent, so that a command that could not be audited is refused unrun.
    /// </summary>
    /// <exception cref="AuditAppendException">The context's policy is to fail and there is no room; the command did not run.</exception>
    ValueTask ReserveAsync(CancellationToken cancellationToken);

    /// <summary>The handler returned: the changes are compared, and the events are durable when this completes.</summary>
    /// <param name="succeeded">Whether the handler's result means success; <see langword="false"/> ends it as failure.</param>
    /// <exception cref="AuditAppendException">The events could not be journaled although the command completed.</exception>
    ValueTask CompleteAsync(bool succeeded = true);

    /// <summary>The handler threw: no change is recorded, and the failure event where one was asked for.</summary>
    /// <param name="exception">What it threw; its type is recorded, never its text.</param>
    ValueTask FailAsync(Exception exception);
}
