using AuditGen.Journal;
using AuditGen.Writing;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal.Writing;

public sealed class JournalAppenderTests : IAsyncDisposable
{
    private readonly JournalTestFolder _folder = new();
    private readonly SqliteJournal _inner;
    private readonly FaultyJournal _journal;

    public JournalAppenderTests()
    {
        _inner = SqliteJournal.Open(_folder.Options);
        _journal = new FaultyJournal(_inner);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_append_completes_when_its_events_are_durable()
    {
        await using var harness = new AppenderHarness(_journal);
        _journal.Hold();
        Task append = harness.RunAsync(1);
        append.IsCompleted.ShouldBeFalse();
        _journal.Go();
        await append;
        ReadAll(_inner).ShouldHaveSingleItem().Id.ShouldBe(Id(1));
    }

    [Fact]
    public async Task What_waits_together_is_committed_together()
    {
        await using var harness = new AppenderHarness(_journal);
        _journal.Hold();
        Task[] appends = [.. Enumerable.Range(0, 501).Select(i => harness.RunAsync(i))];
        await SpinUntil(() => harness.Appender.Reservations.Taken == 501);
        _journal.Go();
        await Task.WhenAll(appends);
        _journal.Commits.ShouldBeLessThanOrEqualTo(3, "the first alone, the others together");
        ReadAll(_inner).Count.ShouldBe(501);
        await SpinUntil(() => harness.Appender.Reservations.Taken == 0);
        harness.Appender.Reservations.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task All_events_of_an_operation_are_one_transaction_with_the_end_of_its_intent()
    {
        await using var harness = new AppenderHarness(_journal);
        AppendUnit unit = harness.Unit(1, intent: true);
        await harness.Appender.ReserveAsync(unit, Token);
        _journal.Commits.ShouldBe(1);
        for (int i = 0; i < 5; i++)
        {
            AppenderHarness.AddEvent(unit, i);
        }

        var seen = new List<JournalEntryKind>();
        _journal.FailWith(entries =>
        {
            seen.AddRange(entries.ToArray().Select(static e => e.Kind));
            return null;
        });
        await harness.Appender.AppendAsync(unit);
        seen.ShouldBe([.. Enumerable.Repeat(JournalEntryKind.Event, 5), JournalEntryKind.CloseIntent]);
    }

    [Fact]
    public async Task A_buffered_append_does_not_wait_for_the_journal()
    {
        await using var harness = new AppenderHarness(_journal);
        _journal.Hold();
        var buffered = new AuditContextOptions { Durability = Durability.Buffered };
        await harness.RunAsync(1, intent: true, options: buffered);
        _journal.Go();
        await harness.Appender.StopAsync(Token);
        ReadAll(_inner).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task With_Fail_a_command_is_refused_unrun_when_the_queue_is_full()
    {
        await using var harness = new AppenderHarness(_journal, static o => o.QueueCapacity = 2);
        var fail = new AuditContextOptions { WhenFull = WhenFull.Fail, Intents = false };
        AppendUnit first = harness.Unit(1), second = harness.Unit(2), third = harness.Unit(3, options: fail);
        await harness.Appender.ReserveAsync(first, Token);
        await harness.Appender.ReserveAsync(second, Token);

        var refused = await Should.ThrowAsync<AuditAppendException>(async () => await harness.Appender.ReserveAsync(third, Token));

        refused.CommandCompleted.ShouldBeFalse();
        refused.Message.ShouldContain("QueueCapacity");
        harness.Appender.Release(first);
        await harness.Appender.ReserveAsync(third, Token);
        harness.Appender.Release(second);
        harness.Appender.Release(third);
    }

    [Fact]
    public async Task With_Wait_a_command_waits_for_room_first_come_first_served()
    {
        await using var harness = new AppenderHarness(_journal, static o => o.QueueCapacity = 1);
        AppendUnit first = harness.Unit(1), second = harness.Unit(2), third = harness.Unit(3);
        await harness.Appender.ReserveAsync(first, Token);
        Task waiting = harness.Appender.ReserveAsync(second, Token).AsTask();
        Task behind = harness.Appender.ReserveAsync(third, Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        harness.Appender.Release(first);
        await waiting;
        behind.IsCompleted.ShouldBeFalse();
        harness.Appender.Release(second);
        await behind;
        harness.Appender.Release(third);
    }

    [Fact]
    public async Task A_journal_at_its_bound_refuses_or_lets_wait_until_a_segment_leaves()
    {
        await using var harness = new AppenderHarness(_journal);
        _journal.MaxBytes = 1_000_000;
        _journal.Bytes = 999_000;
        var fail = new AuditContextOptions { WhenFull = WhenFull.Fail, Intents = false };
        AppendUnit refusedUnit = harness.Unit(1, options: fail), waiting = harness.Unit(2);
        var refused = await Should.ThrowAsync<AuditAppendException>(async () => await harness.Appender.ReserveAsync(refusedUnit, Token));
        refused.CommandCompleted.ShouldBeFalse();
        refused.Message.ShouldContain("MaxBytes");
        Task reserve = harness.Appender.ReserveAsync(waiting, Token).AsTask();
        reserve.IsCompleted.ShouldBeFalse();
        _journal.FreeRoom(500_000);
        await reserve;
        harness.Appender.Release(waiting);
    }

    [Fact]
    public async Task Cancelling_the_wait_for_room_leaves_nothing_reserved()
    {
        await using var harness = new AppenderHarness(_journal, static o => o.QueueCapacity = 1);
        using var cancelled = new CancellationTokenSource();
        AppendUnit first = harness.Unit(1), second = harness.Unit(2), third = harness.Unit(3);
        await harness.Appender.ReserveAsync(first, Token);
        Task waiting = harness.Appender.ReserveAsync(second, cancelled.Token).AsTask();
        Task behind = harness.Appender.ReserveAsync(third, Token).AsTask();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        harness.Appender.Release(first);
        await behind;
        harness.Appender.Release(third);
        harness.Appender.Reservations.Taken.ShouldBe(0);
        await Should.ThrowAsync<OperationCanceledException>(async () => await harness.Appender.ReserveAsync(second, cancelled.Token));
    }

    [Fact]
    public async Task Cancelling_while_the_intent_is_journaled_leaves_no_intent_open_and_nothing_reserved()
    {
        await using (var harness = new AppenderHarness(_journal))
        {
            _journal.Hold();
            using var cancelled = new CancellationTokenSource();
            AppendUnit unit = harness.Unit(1, intent: true);
            Task reserve = harness.Appender.ReserveAsync(unit, cancelled.Token).AsTask();
            await cancelled.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => reserve);
            unit.Dispose();
            _journal.Go();
            await harness.Appender.StopAsync(Token);
            harness.Appender.Reservations.Taken.ShouldBe(0);
        }

        await _journal.DisposeAsync();
        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        again.OpenIntents.ShouldBeEmpty();
        again.NextIndex.ShouldBe(0);
    }

    [Fact]
    public async Task An_operation_without_events_closes_its_intent()
    {
        await using (var harness = new AppenderHarness(_journal))
        {
            AppendUnit released = harness.Unit(1, intent: true), empty = harness.Unit(2, intent: true);
            await harness.Appender.ReserveAsync(released, Token);
            await harness.Appender.ReserveAsync(empty, Token);
            harness.Appender.Release(released);
            await harness.Appender.AppendAsync(empty);
            await harness.Appender.StopAsync(Token);
        }

        await _journal.DisposeAsync();
        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        again.OpenIntents.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_operation_whose_process_died_becomes_an_event_with_outcome_unknown_once()
    {
        var harness = new AppenderHarness(_journal);
        await harness.Appender.ReserveAsync(harness.Unit(7, intent: true), Token);
        await harness.DisposeAsync();
        await _journal.DisposeAsync();

        for (int restart = 0; restart < 2; restart++)
        {
            await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
            await using var next = new AppenderHarness(again);
            next.Appender.RecoveredIntents.ShouldBe(restart == 0 ? 1 : 0);
            next.Appender.LastId.ShouldBe(Id(2_000_007));
            ReadAll(again).ShouldHaveSingleItem().Text.ShouldBe(AppenderHarness.IntentText(7));
        }
    }

    [Fact]
    public async Task A_transient_failure_is_repeated_and_the_caller_waits()
    {
        await using var harness = new AppenderHarness(_journal);
        int failures = 3;
        _journal.FailWith(_ => Interlocked.Decrement(ref failures) >= 0 ? new JournalException("The disk is full.", isTransient: true) : null);
        await harness.RunAsync(1);
        ReadAll(_inner).ShouldHaveSingleItem();
        harness.Appender.State.Failure.ShouldBeNull();
        _journal.Attempts.ShouldBe(4);
    }

    [Fact]
    public async Task When_the_journal_stays_unwritable_the_caller_is_told_that_the_command_completed_and_the_event_is_kept()
    {
        await using var harness = new AppenderHarness(_journal, static o => o.AppendTimeout = TimeSpan.Zero);
        AppendUnit second = harness.Unit(2);
        await harness.Appender.ReserveAsync(second, Token);
        AppenderHarness.AddEvent(second, 2);
        _journal.FailWith(static _ => new JournalException("The disk is full.", isTransient: true));

        var failure = await Should.ThrowAsync<AuditAppendException>(() => harness.RunAsync(1));
        failure.CommandCompleted.ShouldBeTrue();
        harness.Appender.State.Failure.ShouldNotBeNull();
        (await Should.ThrowAsync<AuditAppendException>(async () => await harness.Appender.AppendAsync(second))).CommandCompleted.ShouldBeTrue();
        harness.Appender.State.Kept.ShouldBeGreaterThan(0);

        var fail = new AuditContextOptions { WhenFull = WhenFull.Fail, Intents = false };
        AppendUnit third = harness.Unit(3, options: fail);
        (await Should.ThrowAsync<AuditAppendException>(async () => await harness.Appender.ReserveAsync(third, Token))).CommandCompleted.ShouldBeFalse();

        _journal.FailWith(null);
        await _inner.WaitForAsync(1, Token);
        ReadAll(_inner).Select(static r => r.Id).ShouldBe([Id(1), Id(2)], ignoreOrder: true);
        await SpinUntil(() => harness.Appender.State is { Failure: null, Kept: 0 });
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_refuses_commands_with_intents_unrun()
    {
        await using var harness = new AppenderHarness(_journal);
        _journal.FailWith(static _ => new JournalException("The file is damaged."));
        AppendUnit unit = harness.Unit(1, intent: true);
        var refused = await Should.ThrowAsync<AuditAppendException>(async () => await harness.Appender.ReserveAsync(unit, Token));
        refused.CommandCompleted.ShouldBeFalse();
        harness.Appender.Reservations.Taken.ShouldBe(0);
        _journal.FailWith(null);
    }

    [Fact]
    public async Task One_unit_that_the_journal_refuses_does_not_hold_up_the_others()
    {
        await using var harness = new AppenderHarness(_journal);
        Guid bad = Id(13);
        _journal.FailWith(entries => entries.ToArray().Any(e => e.Id == bad) ? new JournalException("too large") { BlamesEntry = true } : null);
        _journal.Hold();
        Task[] good = [.. Enumerable.Range(0, 10).Select(i => harness.RunAsync(i))];
        Task refused = harness.RunAsync(13);
        Task[] more = [.. Enumerable.Range(20, 10).Select(i => harness.RunAsync(i))];
        await SpinUntil(() => harness.Appender.Reservations.Taken == 21);
        _journal.Go();
        await Task.WhenAll([.. good, .. more]);
        (await Should.ThrowAsync<AuditAppendException>(() => refused)).CommandCompleted.ShouldBeTrue();
        harness.Appender.State.Kept.ShouldBe(1);
        await harness.RunAsync(50);
        _journal.FailWith(null);
        await _inner.WaitForAsync(21, Token);
        ReadAll(_inner).Count.ShouldBe(22);
    }

    [Fact]
    public async Task Stopping_writes_a_full_queue_and_refuses_what_comes_later()
    {
        await using var harness = new AppenderHarness(_journal, static o => o.QueueCapacity = 5000);
        _journal.Hold();
        Task[] appends = [.. Enumerable.Range(0, 5000).Select(i => harness.RunAsync(i))];
        await SpinUntil(() => harness.Appender.Reservations.Taken == 5000);
        Task stopping = harness.Appender.StopAsync(Token);
        stopping.IsCompleted.ShouldBeFalse();
        AppendUnit late = harness.Unit(9000);
        (await Should.ThrowAsync<AuditAppendException>(async () => await harness.Appender.ReserveAsync(late, Token))).CommandCompleted.ShouldBeFalse();
        _journal.Go();
        await stopping;
        await Task.WhenAll(appends);
        ReadAll(_inner).Count.ShouldBe(5000);
        harness.Appender.Lost.ShouldBe(0);
    }

    [Fact]
    public async Task Stopping_waits_for_operations_that_still_run()
    {
        await using var harness = new AppenderHarness(_journal);
        AppendUnit running = harness.Unit(1);
        await harness.Appender.ReserveAsync(running, Token);
        Task stopping = harness.Appender.StopAsync(Token);
        stopping.IsCompleted.ShouldBeFalse();
        AppenderHarness.AddEvent(running, 1);
        await harness.Appender.AppendAsync(running);
        await stopping;
        ReadAll(_inner).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task When_the_time_to_stop_is_over_what_cannot_be_written_is_given_up_and_its_callers_know()
    {
        await using var harness = new AppenderHarness(_journal);
        _journal.FailWith(static _ => new JournalException("The disk is full.", isTransient: true));
        Task append = harness.RunAsync(1);
        await SpinUntil(() => harness.Appender.State.Failure is not null);
        using var timeout = new CancellationTokenSource();
        Task stopping = harness.Appender.StopAsync(timeout.Token);
        stopping.IsCompleted.ShouldBeFalse();
        await timeout.CancelAsync();
        await stopping;
        harness.Appender.Lost.ShouldBe(1);
        (await Should.ThrowAsync<AuditAppendException>(() => append)).CommandCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Disposed_without_a_host_a_journal_that_cannot_be_written_is_given_up_after_the_append_timeout()
    {
        var harness = new AppenderHarness(_journal, static o => o.AppendTimeout = TimeSpan.Zero);
        _journal.FailWith(static _ => new JournalException("The disk is full.", isTransient: true));
        await Should.ThrowAsync<AuditAppendException>(() => harness.RunAsync(1));
        await harness.DisposeAsync();
        harness.Appender.Lost.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_set_aside_is_tried_again_even_when_the_writer_is_never_idle()
    {
        await using var harness = new AppenderHarness(_journal);
        Guid bad = Id(1_000_000);
        _journal.FailWith(entries => entries.ToArray().Any(e => e.Id == bad) ? new JournalException("too large") { BlamesEntry = true } : null);
        await Should.ThrowAsync<AuditAppendException>(() => harness.RunAsync(1_000_000));
        using var stop = new CancellationTokenSource();
        Task[] traffic = [.. Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                for (int i = 0; !stop.IsCancellationRequested; i++)
                {
                    await harness.RunAsync((worker * 10_000_000) + i + 2_000_000);
                }
            },
            Token))];
        _journal.FailWith(null);
        await SpinUntil(() => harness.Appender.State.Kept == 0);
        await stop.CancelAsync();
        await Task.WhenAll(traffic);
        ReadAll(_inner).Count(r => r.Id == bad).ShouldBe(1);
    }

    private static async Task SpinUntil(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
