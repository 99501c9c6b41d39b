using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Microsoft.Data.Sqlite;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <summary>
/// A process that runs several applications, each with a database, an outbox and a journal of its own, is killed (SIGKILL) while they
/// stand at given points of the way from the change to the journal, or anywhere. Whatever committed is in the journal in the end,
/// once, and nothing else. AUDITGEN_SOAK=n kills n times 204 processes, each with one application at every point.
/// </summary>
public sealed class KillTests : IDisposable
{
    /// <summary>
    /// Before the commit; after it; before rows are taken; taken and not appended; appended and not deleted; anywhere.
    /// </summary>
    private static readonly string[] s_phases = ["committing", "committed", "take", "append", "delete", "anywhere"];

    // What a killed process wrote stays in memory as it stays on a disk; a disk would only add its syncs.
    private readonly TempFolder _folder = new(Directory.Exists("/dev/shm") ? "/dev/shm" : null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task After_216_crashed_applications_events_are_the_committed_changes_exactly() => KillAsync(kills: 6, shops: 36);

    [Fact]
    public Task Soak_after_204_killed_processes_events_are_the_committed_changes_exactly()
    {
        bool isSoak = int.TryParse(Environment.GetEnvironmentVariable("AUDITGEN_SOAK"), out int factor) && factor > 0;
        Assert.SkipUnless(isSoak, "takes minutes: set AUDITGEN_SOAK=1");
        return KillAsync(kills: 204 * factor, shops: s_phases.Length);
    }

    private async Task KillAsync(int kills, int shops)
    {
        var random = new Random(8);
        Dictionary<string, int> reached = s_phases.ToDictionary(phase => phase, _ => 0);
        for (int kill = 1; kill <= kills; kill++)
        {
            string[] phases = [.. Enumerable.Range(kill, shops).Select(i => s_phases[i % s_phases.Length])];
            using Process child = Start("work", kill, phases);
            (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("ready");
            reached["anywhere"] += phases.Count(phase => phase == "anywhere");
            for (int left = phases.Count(phase => phase != "anywhere"); left > 0; left--)
            {
                string? told = await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                reached[told.ShouldNotBeNull("the child ended on its own")]++;
            }

            await Task.Delay(random.Next(20), TestContext.Current.CancellationToken);
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using (Process drain = Start("drain", 0, [.. Enumerable.Repeat("never", shops)]))
        {
            await drain.WaitForExitAsync(TestContext.Current.CancellationToken);
            drain.ExitCode.ShouldBe(0);
        }

        int events = 0;
        for (int shop = 0; shop < shops; shop++)
        {
            events += await VerifyAsync(_folder[shop.ToString(CultureInfo.InvariantCulture)]);
        }

        events.ShouldBeGreaterThan(shops * kills);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kills} processes killed, {shops * kills} crashed applications ({string.Join(", ", reached.Select(each => $"{each.Key} {each.Value}"))}), {events} events");
    }

    private static async Task<int> VerifyAsync(string folder)
    {
        Dictionary<string, int> rows = [];
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(folder, "shop.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using SqliteCommand query = database.CreateCommand();
            query.CommandText = "SELECT Id, Count FROM Items";
            await using SqliteDataReader reader = await query.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows[reader.GetString(0)] = reader.GetInt32(1);
            }
        }

        var folds = new Dictionary<string, (AuditStateFold Fold, int Events)>();
        HashSet<Guid> ids = [];
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = Path.Combine(folder, "journal") });
        using IJournalReader events = journal.OpenReader();
        using var page = new JournalPage();
        for (long index = 0; index < journal.NextIndex; index += page.Count)
        {
            events.Read(index, page);
            foreach (AuditEvent each in page.Records.ToArray().Select(record => AuditEvent.Parse(record.Text.ToArray())))
            {
                ids.Add(each.Id).ShouldBeTrue("an event is in the journal twice");
                (AuditStateFold fold, int count) = folds.GetValueOrDefault(each.Resource!.Id, (new AuditStateFold(), 0));
                fold.Apply(each);
                folds[each.Resource.Id] = (fold, count + 1);
            }
        }

        folds.Keys.Except(rows.Keys).ShouldBeEmpty("events of what did not commit");
        rows.Keys.Except(folds.Keys).ShouldBeEmpty("committed without an event");
        foreach ((string id, (AuditStateFold fold, int count)) in folds)
        {
            AuditState state = fold.ToState("item", id, DateTimeOffset.MaxValue);
            state.Faults.ShouldBeEmpty();
            state["/count"].ToString().ShouldBe(rows[id].ToString(CultureInfo.InvariantCulture));
            count.ShouldBe(1 + rows[id], "one event for the creation and one for each change");
        }

        return ids.Count;
    }

    private Process Start(string mode, int run, string[] phases)
    {
        string child = typeof(KillTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "CrashChild").Value!;
        var start = new ProcessStartInfo("dotnet", [child, mode, _folder.Path, run.ToString("D4", CultureInfo.InvariantCulture), .. phases])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return Process.Start(start)!;
    }
}
