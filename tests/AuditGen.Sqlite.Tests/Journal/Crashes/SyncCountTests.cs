using System.Globalization;
using System.Text.RegularExpressions;

namespace AuditGen.Sqlite.Tests.Journal.Crashes;

/// <summary>Counts, from outside the process, the syncs that the operating system was asked for: no acknowledgement without one, no sync without need.</summary>
public sealed partial class SyncCountTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_awaited_append_is_synced_before_it_is_acknowledged()
    {
        (List<int> before, _) = Trace(workers: 1, acknowledgements: 100, "FULL");
        for (int i = 0; i < before.Count; i++)
        {
            before[i].ShouldBeGreaterThanOrEqualTo(i + 1, $"syncs before acknowledgement {i + 1}");
        }
    }

    [Fact]
    public void The_test_can_fail_without_syncing_acknowledgements_have_no_syncs()
    {
        (List<int> before, _) = Trace(workers: 1, acknowledgements: 100, "OFF");
        before[^1].ShouldBeLessThan(before.Count);
    }

    [Fact]
    public void Many_appends_share_their_syncs()
    {
        (List<int> before, int events) = Trace(workers: 128, acknowledgements: 3000, "FULL");
        double perThousand = before[^1] * 1000.0 / events;
        TestContext.Current.SendDiagnosticMessage("syncs per 1,000 events with 128 workers: {0:F1}", perThousand);
        perThousand.ShouldBeLessThan(100);
    }

    [GeneratedRegex(@"(fdatasync|fsync)(\(\d+\) += 0| resumed>.*= 0)")]
    private static partial Regex Synced();

    [GeneratedRegex("write\\(\\d+, \"(\\d+) (\\d+)\\\\n\"")]
    private static partial Regex Told();

    /// <summary>Runs the child under strace.</summary>
    /// <returns>For each acknowledgement in order, the number of syncs that had ended before it; and the events acknowledged.</returns>
    private (List<int> Before, int Events) Trace(int workers, int acknowledgements, string synchronous)
    {
        if (!Tool.Exists("strace"))
        {
            Assert.Skip("strace is not installed: the syncs cannot be counted from outside.");
        }

        string output = Path.Combine(_folder.Path, "strace.txt");
        string[] launcher = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fdatasync,fsync,write", "-e", "signal=none", "-s", "40", "-o", output, "dotnet"];
        using (CrashChildProcess child = CrashChildProcess.Start(
            launcher, "append", Path.Combine(_folder.Path, "journal"), 21, 0, 1_000_000, workers, synchronous, 2048))
        {
            child.ReadLines(acknowledgements);
            child.End();
        }

        List<int> before = [];
        int syncs = 0;
        int events = 0;
        foreach (string line in File.ReadLines(output))
        {
            if (Synced().IsMatch(line))
            {
                syncs++;
            }
            else if (Told().Match(line) is { Success: true } told)
            {
                before.Add(syncs);
                events += int.Parse(told.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            }
        }

        before.Count.ShouldBeGreaterThanOrEqualTo(acknowledgements);
        return (before, events);
    }
}
