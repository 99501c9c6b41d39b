using AuditGen.Writing;

namespace AuditGen.Sqlite.Tests.Journal.Writing;

/// <summary>Guards that do not depend on the machine's speed: what an append allocates, and how many transactions it takes.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Burst = 200;

    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_buffered_append_allocates_nothing_on_the_callers_thread()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options);
        await using var harness = new AppenderHarness(journal, static o => o.Defaults = new AuditContextOptions { Durability = Durability.Buffered });
        byte[] text = JournalTestFolder.Text(1, 1024);
        long least = long.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Burst; i++)
            {
                AppendBuffered(harness, text);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            await journal.WaitForAsync(((round + 1) * Burst) - 1, TestContext.Current.CancellationToken);
        }

        (least / Burst).ShouldBe(0);
    }

    [Fact]
    public async Task A_durable_append_allocates_at_most_one_small_object_in_the_whole_process()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options);
        await using var harness = new AppenderHarness(journal, static o => o.Defaults = new AuditContextOptions { Intents = false });
        byte[] text = JournalTestFolder.Text(1, 1024);
        var appends = new ValueTask[Burst];
        long least = long.MaxValue;

        // Threads that an earlier test left behind allocate too, so the quietest round counts; what every round allocated would stay.
        for (int round = 0; round < 50 || (round < 1_000 && least / Burst > 64); round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Burst; i++)
            {
#pragma warning disable CA2012 // each is awaited once, below: tasks instead would be what is counted here
                appends[i] = Append(harness, text);
#pragma warning restore CA2012
            }

            foreach (ValueTask append in appends)
            {
                await append;
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        TestContext.Current.SendDiagnosticMessage("bytes allocated per durable append: {0}", least / Burst);
        (least / Burst).ShouldBeLessThanOrEqualTo(64);
    }

    private static ValueTask Append(AppenderHarness harness, byte[] text)
    {
        AppendUnit unit = harness.Unit(1);
        ValueTask reserved = harness.Appender.ReserveAsync(unit, CancellationToken.None);
        reserved.IsCompletedSuccessfully.ShouldBeTrue();
        unit.BeginEvent().WriteRaw(text);
        unit.EndEvent(unit.Operation, "finance");
        return harness.Appender.AppendAsync(unit);
    }

    private static void AppendBuffered(AppenderHarness harness, byte[] text)
    {
        AppendUnit unit = harness.Unit(1);
        unit.BeginIntent().WriteRaw(text);
        unit.EndIntent();
        Finish(harness.Appender.ReserveAsync(unit, CancellationToken.None));
        unit.BeginEvent().WriteRaw(text);
        unit.EndEvent(unit.Operation, "finance");
        Finish(harness.Appender.AppendAsync(unit));
    }

    private static void Finish(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("A buffered append had to wait.");
        }
    }
}
