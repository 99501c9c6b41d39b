namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>Wakes the relays of this process: something was committed, and there may be rows to move.</summary>
internal sealed class OutboxSignal
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes with the next <see cref="Raise"/>.</summary>
    public Task Next => _next.Task;

    /// <summary>Wakes whoever waits.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
