using System.Diagnostics;
using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Benchmarks.Store;

/// <summary>How far the store stays behind a journal that takes 10,000 events a second.</summary>
internal static class StoreLag
{
    private const int PerSecond = 10_000;

    public static async Task RunAsync(string folder, int seconds)
    {
        Directory.CreateDirectory(folder);
        SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal") });
        SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = Path.Combine(folder, "store") }, journal);
        AuditConsumers consumers = new(
            journal, journal, [store], new NoQuarantine(), new ConsumerOptions(), TimeProvider.System, NullLogger<AuditConsumers>.Instance);
        await consumers.StartAsync(CancellationToken.None);
        Task writer = Task.Run(() => Write(journal, seconds));
        List<double> behind = [];
        long most = 0;
        while (!writer.IsCompleted)
        {
            AuditIndexing indexing = await store.IndexingAsync();
            behind.Add(indexing.Behind.TotalSeconds);
            most = Math.Max(most, indexing.Lag);
            await Task.Delay(50);
        }

        await writer;
        behind.Sort();
        Console.WriteLine($"behind a writer of {PerSecond:N0}/s for {seconds} s: median {behind[behind.Count / 2]:N2} s, worst {behind[^1]:N2} s, at most {most:N0} events (budget 2 s)");
        await consumers.StoppedAsync(CancellationToken.None);
        consumers.Dispose();
        await store.DisposeAsync();
        await journal.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void Write(SqliteJournal journal, int seconds)
    {
        const int Batch = 100;
        BenchmarkEvents source = new(2);
        JournalEntry[] entries = new JournalEntry[Batch];
        long start = Stopwatch.GetTimestamp();
        for (int batch = 0; batch < PerSecond * seconds / Batch; batch++)
        {
            for (int i = 0; i < Batch; i++)
            {
                (Guid id, byte[] text, string context) = source.Next(DateTimeOffset.UtcNow, batch);
                entries[i] = new JournalEntry { Kind = JournalEntryKind.Event, Id = id, Context = context, Text = text, Leaf = Sha256Hash.OfLeaf(text) };
            }

            journal.Commit(entries);
            TimeSpan due = TimeSpan.FromSeconds((double)((batch + 1) * Batch) / PerSecond) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
            {
                Thread.Sleep(due);
            }
        }
    }
}
