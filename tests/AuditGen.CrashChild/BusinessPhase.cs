using AuditGen.Sqlite;
using AuditGen.Writing;
using Microsoft.Win32.SafeHandles;

namespace AuditGen.CrashChild;

/// <summary>
/// Commands that commit to a business store which knows nothing of the journal: a file of 16-byte operation ids, synced
/// one by one. The gap between that commit and the append is where the process is to die.
/// </summary>
internal static class BusinessPhase
{
    /// <summary>The business store's file.</summary>
    public const string FileName = "business.dat";

    public static async Task RunAsync(string folder, Random random, Acknowledgements acknowledgements, CancellationToken stop)
    {
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal"), MaxSegmentEvents = 100 });
        await using JournalAppender appender = ChildAppender.Start(journal);
        using SafeFileHandle store = File.OpenHandle(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        long length = RandomAccess.GetLength(store) / 16 * 16;
        var gate = new Lock();
        int run = random.Next();
        int number = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    int own = Interlocked.Increment(ref number);
                    Guid operation = CrashEvents.Id(run, own, kind: 1);
                    AppendUnit unit = ChildAppender.Unit(operation, CrashEvents.Id(run, own, kind: 2));
                    await appender.ReserveAsync(unit, CancellationToken.None);
                    lock (gate)
                    {
                        RandomAccess.Write(store, operation.ToByteArray(bigEndian: true), length);
                        RandomAccess.FlushToDisk(store);
                        length += 16;
                    }

                    acknowledgements.Tell("committed");
                    ChildAppender.Add(unit, CrashEvents.Id(run, own));
                    await appender.AppendAsync(unit);
                }
            },
            CancellationToken.None)));
    }
}
