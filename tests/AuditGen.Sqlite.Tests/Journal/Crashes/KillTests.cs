using AuditGen.CrashChild;
using AuditGen.Sqlite.Journal;
using AuditGen.Sqlite.Tests.Journal.Writing;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>
/// A child works as fast as it can and is killed (SIGKILL) at a random moment: 110 times in all, more with AUDITGEN_SOAK.
/// What it had acknowledged is there once and whole, whatever the moment was.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("large segments", 131_072, 2048, 15, 1)]
    [InlineData("frequent checkpoints of the log", 131_072, 4, 15, 2)]
    [InlineData("a new segment every few commits", 8, 2048, 25, 3)]
    [InlineData("a new segment every few hundred events", 300, 16, 20, 4)]
    public async Task Killed_while_it_appends_every_acknowledged_event_is_there_once_and_whole(string what, int segment, int pages, int kills, int seed)
    {
        var random = new Random(seed);
        var acknowledged = new List<Guid>();
        int total = 0;
        for (int run = 0; run < kills * Tool.Soak; run++)
        {
            // One journal is killed five times over, so that recovery meets what recovery left.
            string folder = Path.Combine(_folder.Path, "journal" + (run / 5));
            if (run % 5 == 0)
            {
                acknowledged.Clear();
            }

            using (CrashChildProcess child = CrashChildProcess.Start("append", folder, random.Next(), run, segment, 0, "FULL", pages))
            {
                child.ReadLines(random.Next(1, segment < 10 ? 15 : 120));
                Tool.Spin(TimeSpan.FromMicroseconds(random.Next(3000)));
                child.Kill();
                total += child.Lines.Count;
                acknowledged.AddRange(child.Lines.SelectMany(line => Trail.Acknowledged(run, line)));
            }

            await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = folder });
            Trail trail = Trail.Read(journal);
            acknowledged.Where(id => !trail.Events.Contains(id)).ShouldBeEmpty($"{what}: lost after kill {run}, seed {seed}");
        }

        total.ShouldBeGreaterThan(kills);
    }

    [Fact]
    public async Task Killed_while_it_migrates_every_event_is_there_and_the_next_start_goes_on()
    {
        const int kills = 15;
        var random = new Random(5);
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 3 }))
        {
            for (int i = 0; i < 120; i++)
            {
                journal.Commit([JournalTestFolder.Event(i)]);
            }
        }

        int interrupted = 0;
        for (int ahead = 1; ahead <= kills; ahead++)
        {
            using CrashChildProcess child = CrashChildProcess.Start("migrate", _folder.Path, 0, ahead);
            child.ReadLines(1);
            Tool.Spin(TimeSpan.FromMilliseconds(random.Next(40, 160)));
            child.Kill();
            interrupted += child.Lines.Contains("migrated") ? 0 : 1;
        }

        interrupted.ShouldBeGreaterThan(0);
        var internals = new SqliteJournalInternals { SegmentSchema = MigratePhase.Ahead(kills) };
        await using SqliteJournal again = SqliteJournal.Open(_folder.Options with { Internals = internals });
        JournalTestFolder.ReadAll(again).Select(static r => r.Text)
            .ShouldBe(Enumerable.Range(0, 120).Select(static i => System.Text.Encoding.UTF8.GetString(JournalTestFolder.Text(i))));
    }

    [Fact]
    public async Task Killed_between_the_business_commit_and_the_append_no_committed_command_is_missing_and_none_is_invented()
    {
        const int kills = 20;
        var random = new Random(6);
        int unknown = 0;
        for (int run = 0; run < kills * Tool.Soak; run++)
        {
            using (CrashChildProcess child = CrashChildProcess.Start("business", _folder.Path, random.Next()))
            {
                child.ReadLines(random.Next(1, 60));
                child.Kill();
            }

            await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Folder = Path.Combine(_folder.Path, "journal") });
            await using var recovery = new AppenderHarness(journal);
            Trail trail = Trail.Read(journal);
            HashSet<Guid> committed = ReadBusiness();
            committed.Where(o => !trail.Successes.Contains(o) && !trail.Unknowns.Contains(o)).ShouldBeEmpty($"silently missing after kill {run}");
            trail.Successes.Where(o => !committed.Contains(o)).ShouldBeEmpty($"invented after kill {run}");
            unknown = trail.Unknowns.Count;
        }

        unknown.ShouldBeGreaterThan(0, "no kill hit the gap");
    }

    private HashSet<Guid> ReadBusiness()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder.Path, "business.dat"));
        return [.. bytes.Chunk(16).Where(static c => c.Length == 16).Select(static c => new Guid(c, bigEndian: true))];
    }
}
