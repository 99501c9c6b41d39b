using System.Diagnostics;
using System.Globalization;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Diagnosing;

/// <summary>Who has the journal open? Told from the note beside the lock, so that the lock itself is never touched.</summary>
internal static class OwnerCheck
{
    private const string Subject = "owner";

    public static void Look(ExaminedTrail trail)
    {
        if (JournalLock.ReadHolder(trail.Journal) is not { } holder)
        {
            trail.Notice(Subject, "No process has the journal open: the last one closed it in order.");
            return;
        }

        if (!holder.Contains($" on {Environment.MachineName} ", StringComparison.Ordinal))
        {
            // Another machine, or another container: whether it runs cannot be seen from here.
            trail.IsOwned = true;
            trail.Notice(Subject, $"{holder} has the journal open, as far as can be told from here.");
        }
        else if (IsRunning(holder))
        {
            trail.IsOwned = true;
            trail.Fine(Subject, $"{holder} has the journal open.");
        }
        else
        {
            trail.Notice(Subject, $"{holder} had the journal open and ended without closing it.", "Start the application: it recovers what was durable.");
        }
    }

    private static bool IsRunning(string holder)
    {
        if (holder.Split(' ') is not ["process", var text, ..] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return true;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
