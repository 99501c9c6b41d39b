using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Tests.Journal.Writing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal.Surroundings;

/// <summary>Disks that are full, or may not be written.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(131_072)]
    [InlineData(50)]
    public async Task On_a_full_disk_nothing_acknowledged_is_lost_and_writing_goes_on_when_there_is_room(int segment)
    {
        using SmallDisk disk = SmallDisk.Mount(_folder.Path, 3_000);
        string ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1_500_000], Token);
        SqliteJournalOptions options = _folder.Options with { Folder = Path.Combine(disk.Path, "journal"), MaxSegmentEvents = segment };
        int committed = 0;
        await using (SqliteJournal journal = SqliteJournal.Open(options))
        {
            JournalException full = Should.Throw<JournalException>(() =>
            {
                while (true)
                {
                    journal.Commit([Event(committed, 2_000)]);
                    committed++;
                }
            });
            full.IsTransient.ShouldBeTrue(full.Message);
            full.Message.ShouldContain("full");
            committed.ShouldBeGreaterThan(10);
            ReadAll(journal).Count.ShouldBe(committed);
            Should.Throw<JournalException>(() => journal.Commit([Event(committed, 2_000)])).IsTransient.ShouldBeTrue();

            File.Delete(ballast);
            for (int i = 0; i < 20; i++)
            {
                journal.Commit([Event(committed, 2_000)]).ShouldBe(committed);
                committed++;
            }
        }

        await using SqliteJournal again = SqliteJournal.Open(options);
        ReadAll(again).Select(static r => r.Id).ShouldBe(Enumerable.Range(0, committed).Select(Id));
    }

    [Fact]
    public async Task Callers_wait_while_the_disk_is_full_and_every_event_arrives_once()
    {
        using SmallDisk disk = SmallDisk.Mount(_folder.Path, 3_000);
        string ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[2_000_000], Token);
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = Path.Combine(disk.Path, "journal") });
        await using var harness = new AppenderHarness(journal, static o => o.AppendTimeout = TimeSpan.FromMinutes(10));
        Task[] appends = [.. Enumerable.Range(0, 400).Select(i => harness.RunAsync(i, intent: i % 2 == 0, size: 2_500))];
        while (harness.Appender.State.Failure is null)
        {
            await Task.Yield();
        }

        appends.ShouldContain(static a => !a.IsCompleted);
        File.Delete(ballast);
        await Task.WhenAll(appends).WaitAsync(Token);
        ReadAll(journal).Select(static r => r.Id).ShouldBe(Enumerable.Range(0, 400).Select(Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_at_its_bound_is_like_a_full_disk()
    {
        var internals = new SqliteJournalInternals { MaxPages = 20 };
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Internals = internals });
        int committed = 0;
        JournalException full = Should.Throw<JournalException>(() =>
        {
            while (true)
            {
                journal.Commit([Event(committed, 2_000), Event(committed + 1, 2_000)]);
                committed += 2;
            }
        });
        full.IsTransient.ShouldBeTrue();
        ReadAll(journal).Count.ShouldBe(committed);
        journal.NextIndex.ShouldBe(committed);
    }

    [Fact]
    public async Task A_read_only_folder_is_refused_with_a_clear_message_and_can_still_be_read()
    {
        using SmallDisk disk = SmallDisk.Mount(_folder.Path, 3_000);
        SqliteJournalOptions options = _folder.Options with { Folder = Path.Combine(disk.Path, "journal"), MaxSegmentEvents = 4 };
        await using (SqliteJournal journal = SqliteJournal.Open(options))
        {
            for (int i = 0; i < 10; i++)
            {
                journal.Commit([Event(i)]);
            }
        }

        disk.MakeReadOnly();

        Should.Throw<JournalException>(() => SqliteJournal.Open(options)).Message.ShouldContain("cannot be written");
        using SqliteJournalReader reader = SqliteJournalReader.Open(options.Folder);
        ReadAll(reader).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_disk_that_goes_with_the_machine_is_pointed_out_unless_it_is_meant()
    {
        using SmallDisk disk = SmallDisk.Mount(_folder.Path, 3_000);
        SqliteJournalOptions options = _folder.Options with { Folder = Path.Combine(disk.Path, "journal") };
        await using (SqliteJournal journal = SqliteJournal.Open(options))
        {
            HealthCheckResult result = await new EphemeralDiskHealthCheck(journal).CheckHealthAsync(new HealthCheckContext(), Token);
            result.Status.ShouldBe(HealthStatus.Degraded);
            result.Description!.ShouldContain("goes with the machine");
        }

        await using SqliteJournal meant = SqliteJournal.Open(options with { AcceptEphemeralDisk = true });
        (await new EphemeralDiskHealthCheck(meant).CheckHealthAsync(new HealthCheckContext(), Token)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Full_by_its_own_bound_a_journal_refuses_or_lets_wait_until_its_segments_may_leave()
    {
        SqliteJournalOptions options = _folder.Options with { MaxSegmentBytes = 64 * 1024, MaxBytes = 128 * 1024 };
        await using SqliteJournal journal = SqliteJournal.Open(options);
        await using var harness = new AppenderHarness(journal);
        var fail = new AuditContextOptions { WhenFull = WhenFull.Fail, Intents = false };
        bool ran = false;
        int written = 0;
        AuditAppendException refused = await Should.ThrowAsync<AuditAppendException>(async () =>
        {
            for (; ; written++)
            {
                ran = false;
                await harness.RunAsync(written, size: 3_000, options: fail);
                ran = true;
            }
        });
        refused.CommandCompleted.ShouldBeFalse();
        refused.Message.ShouldContain("MaxBytes");
        ran.ShouldBeFalse();

        Task waiting = harness.RunAsync(written, size: 3_000);
        waiting.IsCompleted.ShouldBeFalse();
        journal.Cover(written);
        journal.Open("store", isStoreOfRecord: true).Acknowledge(written);
        await waiting;
        journal.FirstIndex.ShouldBeGreaterThan(0);
    }
}
