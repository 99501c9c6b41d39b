using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>
/// Files are cut and single bits flipped at many places. What is then read is exactly what was appended, or an error that
/// names the place: never a wrong event, never half of one, never a gap.
/// </summary>
public sealed class TornWriteTests : IAsyncLifetime
{
    private const int Events = 60;
    private const int BeforeLastCommit = 54;

    private readonly JournalTestFolder _folder = new();
    private readonly string[] _texts = [.. Enumerable.Range(0, Events).Select(static i => System.Text.Encoding.UTF8.GetString(Text(i, 150 + (i * 37 % 3000))))];
    private string _crashed = "";
    private string _closed = "";
    private int _copies;

    /// <summary>One journal as a crash leaves it, its last segment's log full of commits, and one closed in order.</summary>
    public async ValueTask InitializeAsync()
    {
        string working = Path.Combine(_folder.Path, "working");
        _crashed = Path.Combine(_folder.Path, "crashed");
        _closed = Path.Combine(_folder.Path, "closed");
        await using (SqliteJournal journal = SqliteJournal.Open(Options(working) with { MaxSegmentEvents = 30 }))
        {
            for (int i = 0; i < Events; i += 6)
            {
                journal.Commit([.. Enumerable.Range(i, 6).Select(static n => Event(n, 150 + (n * 37 % 3000)))]);
            }

            await CopyAsCrashedAsync(working, _crashed);
        }

        Copy(working, _closed);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void An_undamaged_crash_loses_nothing()
    {
        (List<string> texts, JournalRecovery? recovery) = Examine(_crashed, static _ => { });
        texts.SequenceEqual(_texts).ShouldBeTrue();
        recovery!.WasClean.ShouldBeFalse();
        recovery.RecoveredFrames.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_log_cut_anywhere_is_recovered_up_to_a_whole_transaction()
    {
        string wal = SegmentName.PathOf("", 30) + "-wal";
        long length = new FileInfo(Path.Combine(_crashed, wal)).Length;
        var random = new Random(31);
        int recovered = 0;
        for (int i = 0; i < 80; i++)
        {
            long at = random.NextInt64(length);
            try
            {
                (List<string> texts, _) = Examine(_crashed, folder => Cut(Path.Combine(folder, wal), at));
                IsPrefix(texts).ShouldBeTrue($"cut at {at}");
                (texts.Count % 6).ShouldBe(0, $"half a transaction after a cut at {at}");
                recovered++;
            }
            catch (JournalException e)
            {
                // So little is left that the segment is not even created, which the head knows it was.
                e.Message.ShouldContain("is empty although");
            }
        }

        recovered.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_bit_flipped_in_the_log_is_refused_with_its_position_or_costs_at_most_the_last_transaction()
    {
        string wal = SegmentName.PathOf("", 30) + "-wal";
        long length = new FileInfo(Path.Combine(_crashed, wal)).Length;
        var random = new Random(32);
        int refused = 0;
        for (int i = 0; i < 200; i++)
        {
            long at = random.NextInt64(length);
            int bit = random.Next(8);
            try
            {
                (List<string> texts, _) = Examine(_crashed, folder => Flip(Path.Combine(folder, wal), at, bit));
                IsPrefix(texts).ShouldBeTrue($"bit {bit} at {at}");
                texts.Count.ShouldBeGreaterThanOrEqualTo(BeforeLastCommit, $"bit {bit} at {at}");
            }
            catch (JournalException e)
            {
                e.Message.ShouldMatch("offset [0-9]+");
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bit_flipped_in_a_segment_is_found_wherever_it_matters(bool sealedSegment)
    {
        string file = SegmentName.PathOf("", sealedSegment ? 0 : 30);
        long length = new FileInfo(Path.Combine(_closed, file)).Length;
        var random = new Random(33);
        int refused = 0;
        for (int i = 0; i < 200; i++)
        {
            long at = random.NextInt64(length);
            int bit = random.Next(8);
            try
            {
                Examine(_closed, folder => Flip(Path.Combine(folder, file), at, bit)).Texts.SequenceEqual(_texts).ShouldBeTrue($"bit {bit} at {at}");
            }
            catch (JournalException e)
            {
                e.Message.ShouldContain("segment-");
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_segment_cut_anywhere_is_refused()
    {
        var random = new Random(34);
        foreach (long first in new long[] { 0, 30 })
        {
            string file = SegmentName.PathOf("", first);
            long length = new FileInfo(Path.Combine(_closed, file)).Length;
            for (int i = 0; i < 20; i++)
            {
                long at = random.NextInt64(length);
                Should.Throw<JournalException>(() => Examine(_closed, folder => Cut(Path.Combine(folder, file), at)), $"cut at {at}")
                    .Message.ShouldContain("segment-");
            }
        }
    }

    [Fact]
    public void A_bit_flipped_in_the_head_never_moves_a_cursor_unseen()
    {
        long length = new FileInfo(Path.Combine(_closed, JournalHead.FileName)).Length;
        var random = new Random(35);
        for (int i = 0; i < 100; i++)
        {
            long at = random.NextInt64(length);
            int bit = random.Next(8);
            try
            {
                Examine(_closed, folder => Flip(Path.Combine(folder, JournalHead.FileName), at, bit)).Texts.SequenceEqual(_texts).ShouldBeTrue($"bit {bit} at {at}");
            }
            catch (JournalException e)
            {
                e.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void A_log_that_ends_before_what_a_checkpoint_covers_is_refused()
    {
        string wal = SegmentName.PathOf("", 30) + "-wal";
        Examine(_crashed, static _ => { }, static journal => journal.Cover(Events)).Texts.Count.ShouldBe(Events);
        string covered = Path.Combine(_folder.Path, "covered");
        Copy(_crashed, covered);
        using (JournalHead head = JournalHead.Open(Options(covered), mayCreate: false))
        {
            head.Cover(Events);
        }

        long half = new FileInfo(Path.Combine(covered, wal)).Length / 2;
        Should.Throw<JournalException>(() => Examine(covered, folder => Cut(Path.Combine(folder, wal), half)))
            .Message.ShouldContain("acknowledged events are missing at the end");
    }

    private static SqliteJournalOptions Options(string folder) => new() { Folder = folder };

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from).Where(static f => f.EndsWith(".db", StringComparison.Ordinal) || f.EndsWith("-wal", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static void Cut(string path, long length)
    {
        using FileStream stream = File.OpenWrite(path);
        stream.SetLength(length);
    }

    private static void Flip(string path, long at, int bit)
    {
        using FileStream stream = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = at;
        int value = stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(value ^ (1 << bit)));
    }

    private bool IsPrefix(List<string> texts) => texts.SequenceEqual(_texts.Take(texts.Count));

    private (List<string> Texts, JournalRecovery? Recovery) Examine(string from, Action<string> damage, Action<SqliteJournal>? use = null)
    {
        string folder = Path.Combine(_folder.Path, "copy" + _copies++);
        Copy(from, folder);
        damage(folder);
        try
        {
            SqliteJournal journal = SqliteJournal.Open(Options(folder));
            try
            {
                use?.Invoke(journal);
                return ([.. ReadAll(journal).Select(static r => r.Text)], journal.Recovery);
            }
            finally
            {
                journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
