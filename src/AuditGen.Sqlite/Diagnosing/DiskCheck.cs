using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>Is there room, and does the disk stay?</summary>
internal static class DiskCheck
{
    private const string Subject = "free disk";

    public static void Look(ExaminedTrail trail)
    {
        Room(trail, trail.Journal);
        if (trail.Store is { } store)
        {
            Room(trail, store);
        }

        if (EphemeralDiskHealthCheck.Risk(trail.Journal) is { } risk)
        {
            trail.Warning("disk", risk, "Put the journal on a volume that stays.");
        }
    }

    private static void Room(ExaminedTrail trail, string folder)
    {
        long free;
        try
        {
            free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            trail.Notice(Subject, $"How much room there is for {folder} cannot be told: {unknown.Message}");
            return;
        }

        string finding = $"{free / (1024 * 1024)} MiB are free for {folder}.";
        const string Advice = "Make room: with a full disk commands are refused or wait, as their contexts say.";
        if (free < trail.Options.LeastFreeBytes / 10)
        {
            trail.Error(Subject, finding, Advice);
        }
        else if (free < trail.Options.LeastFreeBytes)
        {
            trail.Warning(Subject, finding, Advice);
        }
        else
        {
            trail.Fine(Subject, finding);
        }
    }
}
