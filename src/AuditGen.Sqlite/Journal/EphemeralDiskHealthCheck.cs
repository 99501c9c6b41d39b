using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// Degraded where the journal lies on a disk that goes with the machine or the pod: every event that no store of record has
/// acknowledged goes with it.
/// </summary>
internal sealed class EphemeralDiskHealthCheck(SqliteJournal journal) : IHealthCheck
{
    /// <summary>The name of the check.</summary>
    public const string Name = "auditgen.journal.disk";

    /// <summary>Says what is at risk, or <see langword="null"/> where the disk stays.</summary>
    public static string? Risk(string folder)
    {
        string format;
        try
        {
            format = new DriveInfo(Path.GetFullPath(folder)).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A disk whose kind cannot be told is not accused.
            return null;
        }

        return format is "tmpfs" or "ramfs" or "overlay" or "overlayfs"
            ? $"The audit journal in {folder} lies on '{format}', which goes with the machine or the pod, and with it every event that no "
                + "store of record has acknowledged. Put it on a volume, or set AcceptEphemeralDisk where that is meant."
            : null;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(journal.DiskRisk is { } risk ? HealthCheckResult.Degraded(risk) : HealthCheckResult.Healthy("The journal's disk stays."));
}
