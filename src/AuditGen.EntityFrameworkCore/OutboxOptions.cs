namespace AuditGen.EntityFrameworkCore;

/// <summary>How a relay moves events from an outbox to the journal.</summary>
public sealed class OutboxOptions
{
    /// <summary>
    /// How often the table is looked at while nothing tells of new rows; 10 ms to 1 h. Saves of this process are taken at once; this
    /// is how long those of other processes, and of transactions that Entity Framework did not commit, wait at most.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many rows are moved in one transaction of the journal; 1 to 10,000. Each holds the events of one save.</summary>
    public int BatchRows { get; set; } = 256;

    /// <summary>The longest pause after failures, which grow from 100 ms; up to 1 h.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a row may wait before health is degraded; 10 s to 1 day. What waits longer was as a rule taken by a process that has
    /// not come back.
    /// </summary>
    public TimeSpan MaxWaiting { get; set; } = TimeSpan.FromMinutes(5);
}
