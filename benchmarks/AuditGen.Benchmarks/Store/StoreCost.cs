using System.Diagnostics;
using AuditGen.Journal;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Store;

namespace AuditGen.Benchmarks.Store;

/// <summary>What indexing costs in processor time, part by part: comparable on a machine that does other things too.</summary>
internal static class StoreCost
{
    public static async Task RunAsync(string folder, int count = 10)
    {
        const int PageSize = 8192;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        List<JournalPage> pages = [];
        BenchmarkEvents source = new(1);
        for (int i = 0; i < count; i++)
        {
            JournalPage page = new();
            source.Fill(page, i * PageSize, PageSize, index => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(index * 10));
            pages.Add(page);
        }

        TermText terms = new(new TermNames(new KeyedHash(new byte[16])));
        Measure("parse", () => pages.ForEach(page =>
        {
            foreach (JournalRecord record in page.Records)
            {
                _ = AuditEvent.Parse(record.Text);
            }
        }));
        long bytes = 0;
        Measure("prepare (parse, hash, terms)", () => pages.ForEach(page =>
        {
            foreach (JournalRecord record in page.Records)
            {
                bytes += PreparedEvent.From(record, terms).Terms.Length;
            }
        }));
        Console.WriteLine($"{bytes / (count * PageSize)} bytes of terms each");
        using (RawFloor floor = new(folder + "-floor.db"))
        {
            Measure("plain inserts", () => pages.ForEach(floor.Insert));
        }

        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = folder }, new CountedJournal());
        Measure("index (all of it)", () => pages.ForEach(page => store.ConsumeAsync(page, CancellationToken.None).AsTask().GetAwaiter().GetResult()));

        void Measure(string name, Action run)
        {
            using Process own = Process.GetCurrentProcess();
            TimeSpan before = own.TotalProcessorTime;
            long allocated = GC.GetTotalAllocatedBytes();
            run();
            own.Refresh();
            TimeSpan spent = own.TotalProcessorTime - before;
            Console.WriteLine($"{name,-32} {spent.TotalMicroseconds / (count * PageSize),7:N1} us/event {(GC.GetTotalAllocatedBytes() - allocated) / (count * PageSize),7:N0} B/event");
        }
    }
}
