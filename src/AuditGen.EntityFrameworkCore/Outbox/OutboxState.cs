namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>How a relay is, for its health check.</summary>
internal class OutboxState
{
    /// <summary>Why the last attempt failed; <see langword="null"/> where it did not.</summary>
    public volatile string? Failure;

    private long _refused;
    private long _relayed;

    /// <summary>Rows found damaged since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Events moved since the start.</summary>
    public long Relayed => Interlocked.Read(ref _relayed);

    /// <summary>Counts a damaged row.</summary>
    public void Refuse() => Interlocked.Increment(ref _refused);

    /// <summary>Counts events moved.</summary>
    public void Relay(int events) => Interlocked.Add(ref _relayed, events);
}
