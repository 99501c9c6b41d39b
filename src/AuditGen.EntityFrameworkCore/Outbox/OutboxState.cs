namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>How a relay is, for its health check.</summary>
/// <param name="name">The name of the context.</param>
internal class OutboxState(string name)
{
    /// <summary>What waited when the relay looked last; <see langword="null"/> before it has.</summary>
    public volatile OutboxBacklog? Backlog;

    /// <summary>Why the last attempt failed; <see langword="null"/> where it did not.</summary>
    public volatile string? Failure;

    private long _refused;
    private long _relayed;

    /// <summary>The name of the context.</summary>
    public string Name => name;

    /// <summary>Rows found damaged since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Events moved since the start.</summary>
    public long Relayed => Interlocked.Read(ref _relayed);

    /// <summary>Counts a damaged row.</summary>
    public void Refuse() => Interlocked.Increment(ref _refused);

    /// <summary>Counts events moved.</summary>
    public void Relay(int events) => Interlocked.Add(ref _relayed, events);
}
