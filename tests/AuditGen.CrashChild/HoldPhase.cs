using AuditGen.Sqlite;

namespace AuditGen.CrashChild;

/// <summary>Owns a journal and does nothing.</summary>
internal static class HoldPhase
{
    public static async Task RunAsync(string folder, Acknowledgements acknowledgements, CancellationToken stop)
    {
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = folder });
        acknowledgements.Tell("holding");
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
