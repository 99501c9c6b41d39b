using AuditGen.Envelopes;
using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Tests.Journal.Crashes;
using AuditGen.Sqlite.Tests.Journal.Writing;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal.Surroundings;

/// <summary>Who owns a journal, who reads it, and what the clock says.</summary>
public sealed class OwnerTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_process_that_holds_the_folder_is_named_until_it_is_gone()
    {
        string journalFolder = Path.Combine(_folder.Path, "held");
        using (CrashChildProcess child = CrashChildProcess.Start("hold", journalFolder, 0))
        {
            child.ReadLines(1);
            string message = Should.Throw<JournalException>(() => SqliteJournal.Open(_folder.Options with { Folder = journalFolder })).Message;
            message.ShouldContain($"process {child.Id} on {Environment.MachineName} since");
            child.Kill();
        }

        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = journalFolder });
        journal.NextIndex.ShouldBe(0);
    }

    [Fact]
    public void Readers_work_beside_a_writer_in_another_process()
    {
        string journalFolder = Path.Combine(_folder.Path, "busy");
        using CrashChildProcess child = CrashChildProcess.Start("append", journalFolder, 7, 0, 40, 4, "FULL", 64);
        child.ReadLines(1);
        using SqliteJournalReader reader = SqliteJournalReader.Open(journalFolder);
        using var page = new JournalPage();
        long next = 0;
        while (next < 2_000)
        {
            reader.Read(next, page);
            foreach (ref readonly JournalRecord record in page.Records)
            {
                record.Index.ShouldBe(next++);
            }
        }

        reader.ReadRange().Next.ShouldBeGreaterThanOrEqualTo(2_000);
        child.End();
    }

    [Fact]
    public async Task Ids_go_on_above_the_last_one_when_the_clock_jumped_back_between_two_starts()
    {
        var clock = new SettableTime(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var issued = new List<Guid>();
        for (int start = 0; start < 3; start++)
        {
            await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Time = clock });
            await using var harness = new AppenderHarness(journal);
            var ids = new EventIdSource(clock, harness.Appender.LastId);
            for (int i = 0; i < 5; i++)
            {
                Guid id = ids.Next(out DateTime time);
                issued.Add(id);
                time.ShouldBeGreaterThanOrEqualTo(new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc));
                byte[] text = Text(i);
                journal.Commit([new JournalEntry { Kind = JournalEntryKind.Event, Id = id, Context = "finance", Text = text, Leaf = AuditGen.Ledger.Sha256Hash.OfLeaf(text) }]);
            }

            clock.Now -= TimeSpan.FromDays(1);
        }

        issued.ShouldBe(issued.Order());
        issued.Distinct().Count().ShouldBe(15);
    }

    [Fact]
    public async Task While_consumers_stand_still_memory_stays_bounded_and_they_get_everything_later()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 5_000 });
        IJournalCursor cursor = journal.Open("store", isStoreOfRecord: true);
        await using var harness = new AppenderHarness(journal);
        await Burst(0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int burst = 1; burst < 20; burst++)
        {
            await Burst(burst);
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8 * 1024 * 1024);
        journal.FirstIndex.ShouldBe(0);
        journal.Cover(journal.NextIndex);
        long taken = 0;
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        while (taken < journal.NextIndex)
        {
            reader.Read(taken, page);
            taken += page.Count;
            cursor.Acknowledge(taken);
        }

        taken.ShouldBe(20_000);
        journal.SegmentCount.ShouldBe(1);

        async Task Burst(int burst)
        {
            await Task.WhenAll(Enumerable.Range(burst * 1_000, 1_000).Select(i => harness.RunAsync(i, size: 700)));
        }
    }

    [Fact]
    public async Task Cancelled_at_any_await_an_operation_leaves_nothing_and_the_others_everything()
    {
        var random = new Random(41);
        var done = new List<int>();
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 100 }))
        await using (var harness = new AppenderHarness(journal, static o => o.QueueCapacity = 8))
        {
            Task<bool>[] operations = [.. Enumerable.Range(0, 2_000).Select(i => RunOneAsync(harness, i, random.Next(4), random.Next(200)))];
            bool[] ends = await Task.WhenAll(operations);
            done.AddRange(Enumerable.Range(0, 2_000).Where(i => ends[i]));
            await harness.Appender.StopAsync(TestContext.Current.CancellationToken);
            harness.Appender.Reservations.Taken.ShouldBe(0);
            harness.Appender.Reservations.Bytes.ShouldBe(0);
            harness.Appender.Reservations.Waiting.ShouldBe(0);
        }

        done.Count.ShouldBeInRange(1, 1_999);
        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        again.OpenIntents.ShouldBeEmpty();
        ReadAll(again).Select(static r => r.Id).ShouldBe(done.Select(Id), ignoreOrder: true);
    }

    private static async Task<bool> RunOneAsync(AppenderHarness harness, int number, int kind, int spin)
    {
        await Task.Yield();
        using var source = new CancellationTokenSource();
        AuditGen.Writing.AppendUnit unit = harness.Unit(number, intent: kind != 0);
        ValueTask reserve = harness.Appender.ReserveAsync(unit, source.Token);
        Tool.Spin(TimeSpan.FromMicroseconds(spin));
        if (kind > 1)
        {
            await source.CancelAsync();
        }

        try
        {
            await reserve;
        }
        catch (OperationCanceledException)
        {
            unit.Dispose();
            return false;
        }

        AppenderHarness.AddEvent(unit, number);
        await harness.Appender.AppendAsync(unit);
        return true;
    }

    private sealed class SettableTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
