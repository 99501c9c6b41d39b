namespace AuditGen.Ledger;

/// <summary>How a log is sealed.</summary>
public sealed record LedgerOptions
{
    /// <summary>Longest time that an event waits for its checkpoint; 10 seconds by default, at least 10 milliseconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A checkpoint comes at once when this many events wait for one; 1,024 by default, at least 1.</summary>
    public int MaxWaiting { get; init; } = 1024;

    /// <summary>Checkpoints never come faster than this: at high rates each covers more events. 100 milliseconds by default.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>While nothing happens, a checkpoint of the same size says so after <see cref="Interval"/>, then after twice that, up to this; 10 minutes by default.</summary>
    public TimeSpan MaxHeartbeat { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>At most one checkpoint in this time goes to the anchors, and always the last one at shutdown; 10 seconds by default.</summary>
    public TimeSpan AnchorInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range: says which, and what to write instead.</exception>
    public void Validate()
    {
        Require(nameof(Interval), Interval >= TimeSpan.FromMilliseconds(10), "write at least 10 milliseconds, such as 00:00:10.");
        Require(nameof(MaxWaiting), MaxWaiting >= 1, "write at least 1, such as 1024.");
        Require(nameof(MinInterval), MinInterval >= TimeSpan.Zero && MinInterval <= Interval, "write a time from 0 to Interval, such as 00:00:00.1.");
        Require(nameof(MaxHeartbeat), MaxHeartbeat >= Interval, "write at least Interval, such as 00:10:00.");
        Require(nameof(AnchorInterval), AnchorInterval >= TimeSpan.Zero, "write no negative time, such as 00:00:10.");
    }

    private static void Require(string setting, bool holds, string advice)
    {
        if (!holds)
        {
            throw new ArgumentException($"The ledger's setting {setting} is out of range: {advice}", setting);
        }
    }
}
