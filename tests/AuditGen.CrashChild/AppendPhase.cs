using System.Globalization;
using AuditGen.Sqlite;
using AuditGen.Writing;

namespace AuditGen.CrashChild;

/// <summary>Appends as fast as it can from several workers and tells each id that was acknowledged.</summary>
internal static class AppendPhase
{
    /// <param name="folder">The journal's folder.</param>
    /// <param name="random">Decides on workers, sizes and intents.</param>
    /// <param name="acknowledgements">Where ids are told.</param>
    /// <param name="more">Run number, events a segment, workers (0: random), value of synchronous, pages before a checkpoint.</param>
    /// <param name="stop">Ends the phase in order.</param>
    public static async Task RunAsync(string folder, Random random, Acknowledgements acknowledgements, string[] more, CancellationToken stop)
    {
        int run = int.Parse(more[0], CultureInfo.InvariantCulture);
        int segment = int.Parse(more[1], CultureInfo.InvariantCulture);
        int workers = int.Parse(more[2], CultureInfo.InvariantCulture);
        var internals = new SqliteJournalInternals
        {
            Synchronous = more[3],
            AutoCheckpointPages = int.Parse(more[4], CultureInfo.InvariantCulture),
        };
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = folder, MaxSegmentEvents = segment, Internals = internals });
        await using JournalAppender appender = ChildAppender.Start(journal);
        workers = workers == 0 ? 1 << random.Next(0, 6) : workers;
        int number = 0;
        int seed = random.Next();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(
            async () =>
            {
                var own = new Random(seed + worker);
                while (!stop.IsCancellationRequested)
                {
                    await AppendOneAsync(own);
                }
            },
            CancellationToken.None)));

        async Task AppendOneAsync(Random own)
        {
            int events = own.Next(1, 4);
            int first = Interlocked.Add(ref number, events + 1) - events - 1;
            Guid operation = CrashEvents.Id(run, first, kind: 1);
            AppendUnit unit = own.Next(2) == 0
                ? ChildAppender.Unit(operation, CrashEvents.Id(run, first, kind: 2))
                : ChildAppender.Units.Rent(operation, "finance", ChildAppender.Settings);
            await appender.ReserveAsync(unit, CancellationToken.None);
            for (int i = 0; i < events; i++)
            {
                ChildAppender.Add(unit, CrashEvents.Id(run, first + i));
            }

            await appender.AppendAsync(unit);
            acknowledgements.Tell(string.Create(CultureInfo.InvariantCulture, $"{first} {events}"));
        }
    }
}
