using System.Threading.Tasks.Sources;

namespace AuditGen.Writing;

/// <summary>
/// What a caller awaits: pooled, so that a durable append allocates no task. Completed once by the writer, or by the
/// caller's cancellation; continuations never run on the writer's thread.
/// </summary>
internal sealed class WriteCompletion : IValueTaskSource
{
    private const int Pending = 0;
    private const int Completed = 1;
    private const int Cancelled = 2;

    private readonly WriteCompletionPool _pool;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    internal WriteCompletion(WriteCompletionPool pool) => _pool = pool;

    /// <summary>The task; awaited exactly once.</summary>
    public ValueTask Task => new(this, _core.Version);

    /// <summary>Ends the wait well.</summary>
    /// <returns>Whether it was still waited for.</returns>
    public bool TrySucceed()
    {
        if (Interlocked.CompareExchange(ref _state, Completed, Pending) != Pending)
        {
            return false;
        }

        _core.SetResult(true);
        return true;
    }

    /// <summary>Ends the wait with an exception.</summary>
    /// <returns>Whether it was still waited for.</returns>
    public bool TryFail(Exception exception)
    {
        if (Interlocked.CompareExchange(ref _state, Completed, Pending) != Pending)
        {
            return false;
        }

        _core.SetException(exception);
        return true;
    }

    /// <summary>Ends the wait because the caller gave up; the writer still holds on to this object, so it is not used again.</summary>
    public void TryCancel(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Pending) == Pending)
        {
            _core.SetException(new OperationCanceledException(token));
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        bool mayReturn = Volatile.Read(ref _state) == Completed;
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            if (mayReturn)
            {
                _core.Reset();
                Volatile.Write(ref _state, Pending);
                _pool.Return(this);
            }
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
