using AuditGen.Journal;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>
/// A kill leaves what was written but not synced to the kernel, so it says nothing about syncing. Here the disk itself is
/// copied, unsynced, at random moments: the copy is what power loss would have left.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(131_072, 2048, 11)]
    [InlineData(12, 8, 12)]
    public async Task After_power_loss_every_acknowledged_event_is_there(int segment, int pages, int seed)
    {
        SkipWithoutMounts();
        var random = new Random(seed);
        for (int round = 0; round < 6 * Tool.Soak; round++)
        {
            (int acknowledged, int missing) = await LosePowerAsync(random, segment, "FULL", pages);
            acknowledged.ShouldBeGreaterThan(0);
            missing.ShouldBe(0, $"of {acknowledged} acknowledged events, in round {round} with seed {seed}");
        }
    }

    [Fact]
    public async Task The_test_can_fail_without_syncing_acknowledged_events_are_lost()
    {
        SkipWithoutMounts();
        var random = new Random(13);
        int lost = 0;
        for (int round = 0; round < 3; round++)
        {
            lost += (await LosePowerAsync(random, 131_072, "OFF", 2048)).Missing;
        }

        lost.ShouldBeGreaterThan(0, "the power-loss test would pass whatever the journal does");
    }

    private static void SkipWithoutMounts()
    {
        if (!Tool.CanMount || !Tool.Exists("mkfs.ext4"))
        {
            Assert.Skip("Loop mounts need Linux, root and mkfs.ext4. SyncCountTests counts the syncs before acknowledgements instead.");
        }
    }

    private async Task<(int Acknowledged, int Missing)> LosePowerAsync(Random random, int segment, string synchronous, int pages)
    {
        using LoopImage disk = LoopImage.Create(_folder.Path, "disk");
        string journalFolder = Path.Combine(disk.MountPoint, "journal");
        List<Guid> acknowledged;
        LoopImage copy;
        using (CrashChildProcess child = CrashChildProcess.Start("append", journalFolder, random.Next(), 0, segment, 0, synchronous, pages))
        {
            child.ReadLines(random.Next(1, 120));
            Tool.Spin(TimeSpan.FromMicroseconds(random.Next(2000)));
            child.Freeze();
            copy = disk.Snapshot(_folder.Path, "copy");
            child.Kill();
            acknowledged = [.. child.Lines.SelectMany(static line => Trail.Acknowledged(0, line))];
        }

        using (copy)
        {
            // What the child told between the copy and the kill does not exist: it stood still from before the copy on.
            try
            {
                await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = Path.Combine(copy.MountPoint, "journal") });
                Trail trail = Trail.Read(journal);
                return (acknowledged.Count, acknowledged.Count(id => !trail.Events.Contains(id)));
            }
            catch (JournalException) when (synchronous == "OFF")
            {
                return (acknowledged.Count, acknowledged.Count);
            }
        }
    }
}
