namespace AuditGen.Writing;

/// <summary>How the journal's writer is, for health checks and metrics.</summary>
internal sealed class WriterState
{
    private volatile WriterFailure? _failure;
    private int _kept;
    private volatile bool _stopped;

    /// <summary>Why the last write failed and since when writes fail; <see langword="null"/> while they succeed.</summary>
    public WriterFailure? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    /// <summary>Operations whose callers were told that their events are not durable, and whose events are kept and retried.</summary>
    public int Kept
    {
        get => Volatile.Read(ref _kept);
        set => Volatile.Write(ref _kept, value);
    }

    /// <summary>Whether the writer has ended.</summary>
    public bool Stopped
    {
        get => _stopped;
        set => _stopped = value;
    }
}
