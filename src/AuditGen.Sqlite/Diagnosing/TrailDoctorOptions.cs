namespace AuditGen.Sqlite.Diagnosing;

/// <summary>What an examination of a trail on SQLite holds to be wrong.</summary>
public sealed record TrailDoctorOptions
{
    /// <summary>While the owner runs, an event that has waited for a checkpoint for longer than this is reported. Default 15 min.</summary>
    public TimeSpan LongestCheckpointAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A consumer whose oldest event has waited for longer than this while the owner runs is reported. Default 5 min.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Less free room than this on a disk of the trail is a warning, a tenth of it an error. Default 2 GiB.</summary>
    public long LeastFreeBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
