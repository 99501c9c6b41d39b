using AuditGen.Consuming;
using AuditGen.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Sqlite.Tests.Store;

public sealed class ConsumerPumpTests
{
    private static readonly DateTimeOffset _from = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ConsumerOptions _quick = new()
    {
        PageEvents = 7,
        Linger = TimeSpan.Zero,
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(2),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_comes_in_order_however_often_the_consumer_fails()
    {
        MemoryJournal journal = Filled(100);
        FlakyConsumer consumer = new(failures: 20);
        using StoreFolder folder = new();
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        using AuditConsumers consumers = Consumers(journal, quarantine, consumer);

        await consumers.StartAsync(Token);
        await consumer.WaitForAsync(100);
        await consumers.StoppedAsync(Token);

        consumer.Taken.ShouldBe(Enumerable.Range(0, 100).Select(i => (long)i));
        journal.Open("flaky", isStoreOfRecord: false).Position.ShouldBe(100);
        consumers.Status.ShouldHaveSingleItem().ShouldBe(new ConsumerStatus("flaky", 100, 0, 0, null));
    }

    [Fact]
    public async Task A_failing_consumer_says_so_and_its_cursor_stays()
    {
        MemoryJournal journal = Filled(10);
        FlakyConsumer consumer = new(failures: int.MaxValue);
        using StoreFolder folder = new();
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        using AuditConsumers consumers = Consumers(journal, quarantine, consumer);

        await consumers.StartAsync(Token);
        await consumer.Failed.WaitAsync(Token);
        await consumers.StoppedAsync(Token);

        ConsumerStatus status = consumers.Status.ShouldHaveSingleItem();
        (status.Position, status.Lag, status.LastFailure).ShouldBe((0, 10, "not now"));
        status.Failures.ShouldBeGreaterThan(0);
        journal.Open("flaky", isStoreOfRecord: false).Position.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_consumer_refused_can_be_sent_again_when_the_cause_is_mended()
    {
        MemoryJournal journal = Filled(10);
        using StoreFolder folder = new();
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        FlakyConsumer consumer = new(failures: 0) { Quarantine = quarantine, Refuses = index => index is 3 or 4 };
        using AuditConsumers consumers = Consumers(journal, quarantine, consumer);
        await consumers.StartAsync(Token);
        await consumer.WaitForAsync(8);
        quarantine.Count.ShouldBe(2);

        int none = await consumers.ResendAsync("flaky", cancellationToken: Token);
        consumer.Refuses = index => index == 4;
        int one = await consumers.ResendAsync("flaky", cancellationToken: Token);

        (none, one).ShouldBe((0, 1));
        quarantine.List().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            left => left.Record.Index.ShouldBe(4), left => left.Attempts.ShouldBe(3));
        consumer.Refuses = _ => false;
        (await consumers.ResendAsync("flaky", index: 4, Token)).ShouldBe(1);
        quarantine.Count.ShouldBe(0);
        consumer.Taken.Order().ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
        await Should.ThrowAsync<ArgumentException>(async () => await consumers.ResendAsync("nobody", cancellationToken: Token));
        await consumers.StoppedAsync(Token);
    }

    [Fact]
    public async Task A_store_that_takes_nothing_does_not_hold_up_the_end_of_the_process()
    {
        MemoryJournal journal = Filled(10);
        using StoreFolder folder = new();
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        BlockedConsumer consumer = new();
        ConsumerOptions patient = new() { Drain = TimeSpan.FromDays(1) };
        using AuditConsumers consumers = new(journal, journal, [consumer], quarantine, patient, TimeProvider.System, NullLogger<AuditConsumers>.Instance);
        await consumers.StartAsync(Token);
        await consumer.Tried.WaitAsync(Token);

        await consumers.StoppedAsync(Token);

        consumers.Status.ShouldHaveSingleItem().Lag.ShouldBe(10, "what it has not taken waits in the journal");
    }

    [Fact]
    public async Task Stopping_twice_and_after_disposal_is_allowed()
    {
        using StoreFolder folder = new();
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        AuditConsumers consumers = Consumers(Filled(3), quarantine, new FlakyConsumer(failures: 0));
        await consumers.StartAsync(Token);
        await consumers.StoppedAsync(Token);
        await consumers.StoppedAsync(Token);
        consumers.Dispose();

        await consumers.StoppedAsync(Token);
    }

    [Fact]
    public async Task A_store_restored_from_an_older_backup_gets_the_events_it_lacks_again()
    {
        MemoryJournal journal = Filled(30);
        using StoreFolder folder = new();
        journal.Open("store", isStoreOfRecord: true).Acknowledge(30);
        await using StoreHost host = new(folder.Path, journal);
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        using AuditConsumers consumers = Consumers(journal, quarantine, host.Store);

        await consumers.StartAsync(Token);
        (await host.Store.WaitUntilVisibleAsync(30, TimeSpan.FromSeconds(60), Token)).ShouldBeTrue();
        await consumers.StoppedAsync(Token);
    }

    [Fact]
    public void The_quarantine_survives_its_process_and_keeps_the_bytes()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = Filled(3);
        using (SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System))
        {
            quarantine.Add("a", journal.Records[0], "first");
            quarantine.Add("a", journal.Records[2], "third");
            quarantine.Add("b", journal.Records[1], "second");
            quarantine.Add("a", journal.Records[0], "again");
            quarantine.Release("b", 1);
        }

        using SqliteQuarantine reopened = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        reopened.Count.ShouldBe(2);
        reopened.List("a").Select(one => (one.Record.Index, one.Reason, one.Attempts)).ShouldBe([(0, "again", 2), (2, "third", 1)]);
        reopened.List("a")[0].Record.Leaf.ShouldBe(journal.Records[0].Leaf);
        reopened.List("b").ShouldBeEmpty();
        Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => Sql.Run(folder.File("quarantine.db"), "DELETE FROM quarantine"));
    }

    private static MemoryJournal Filled(int events)
    {
        MemoryJournal journal = new();
        journal.Append(new RandomEvents(41).Series(events, _from, _from.AddDays(1)));
        return journal;
    }

    private static AuditConsumers Consumers(MemoryJournal journal, IAuditQuarantine quarantine, IJournalConsumer consumer) =>
        new(journal, journal, [consumer], quarantine, _quick, TimeProvider.System, NullLogger<AuditConsumers>.Instance);

    /// <summary>A consumer whose store is away: it tries, and says so.</summary>
    private sealed class BlockedConsumer : IJournalConsumer
    {
        private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "blocked";

        public bool IsStoreOfRecord => false;

        public bool IsBlocked => true;

        public Task Tried => _tried.Task;

        public async ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken)
        {
            _tried.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    private sealed class FlakyConsumer(int failures) : IJournalConsumer
    {
        private readonly Random _random = new(42);
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<long> _taken = [];
        private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = failures;
        private int _wanted = int.MaxValue;

        public string Name => "flaky";

        public bool IsStoreOfRecord => false;

        public IAuditQuarantine? Quarantine { get; init; }

        public Func<long, bool> Refuses { get; set; } = _ => false;

        public Task Failed => _failed.Task;

        public IEnumerable<long> Taken => [.. _taken];

        public Task WaitForAsync(int events)
        {
            lock (_taken)
            {
                _wanted = events;
                Look();
            }

            return _enough.Task.WaitAsync(Token);
        }

        public ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken)
        {
            if (_left > 0 && (_left == int.MaxValue || _random.Next(2) == 0))
            {
                _left -= _left == int.MaxValue ? 0 : 1;
                _failed.TrySetResult();
                throw new InvalidOperationException("not now");
            }

            lock (_taken)
            {
                foreach (JournalRecord record in page.Records)
                {
                    if (Refuses(record.Index))
                    {
                        Quarantine!.Add(Name, record, "refused");
                    }
                    else
                    {
                        _taken.Add(record.Index);
                    }
                }

                Look();
            }

            return ValueTask.CompletedTask;
        }

        private void Look()
        {
            if (_taken.Count >= _wanted)
            {
                _enough.TrySetResult();
            }
        }
    }
}
