using AuditGen.Journal;
using AuditGen.Sqlite.Tests.Journal.Crashes;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal;

/// <summary>
/// Any sequence of commits, crashes, clean restarts, reads, acknowledgements and releases: what is read is exactly what was
/// committed and has not left. A failing seed is in the message.
/// </summary>
public sealed class JournalSequenceTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Any_sequence_of_commits_crashes_and_releases_leaves_exactly_what_was_committed()
    {
        for (int seed = 0; seed < 12 * Tool.Soak; seed++)
        {
            await RunAsync(seed);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        string folder = Path.Combine(_folder.Path, "s" + seed);
        int generation = 0;
        SqliteJournalOptions options = Options(folder, generation) with { MaxSegmentEvents = random.Next(4, 40) };
        var committed = new List<int>();
        var open = new HashSet<int>();
        long taken = 0;
        int number = 0;
        SqliteJournal journal = SqliteJournal.Open(options);
        for (int step = 0; step < 30; step++)
        {
            string at = $"seed {seed}, step {step}";
            switch (random.Next(10))
            {
                case < 5:
                    int[] events = [.. Enumerable.Range(number, random.Next(1, 12))];
                    number += events.Length;
                    var entries = events.Select(n => Event(n, random.Next(100, 5_000))).ToList();
                    foreach (int closed in open.Where(_ => random.Next(3) == 0).ToArray())
                    {
                        open.Remove(closed);
                        entries.Add(Close(closed));
                    }

                    if (random.Next(2) == 0)
                    {
                        open.Add(number);
                        entries.Insert(random.Next(entries.Count), Open(number));
                    }

                    journal.Commit(entries.ToArray()).ShouldBe(committed.Count, at);
                    committed.AddRange(events);
                    break;
                case < 7:
                    journal = await RestartAsync(journal, folder, generation, options, crash: random.Next(2) == 0);
                    generation++;
                    journal.OpenIntents.Select(static i => i.Operation).ShouldBe(open.Select(Id), ignoreOrder: true, at);
                    journal.NextIndex.ShouldBe(committed.Count, at);
                    break;
                default:
                    taken = random.NextInt64(taken, committed.Count + 1);
                    journal.Cover(taken);
                    IJournalCursor cursor = journal.Open("store", isStoreOfRecord: true);
                    if (taken > cursor.Position)
                    {
                        cursor.Acknowledge(taken);
                    }

                    break;
            }

            journal.FirstIndex.ShouldBeLessThanOrEqualTo(taken, at);
            ReadAll(journal).Select(static r => r.Id).ShouldBe(committed.Skip((int)journal.FirstIndex).Select(Id), at);
        }

        await journal.DisposeAsync();
    }

    private static SqliteJournalOptions Options(string folder, int generation) => new() { Folder = Path.Combine(folder, "g" + generation) };

    /// <summary>Opens the journal again: closed in order, or as a copy of the files that a killed process would have left.</summary>
    private static async Task<SqliteJournal> RestartAsync(SqliteJournal journal, string folder, int generation, SqliteJournalOptions options, bool crash)
    {
        string from = Options(folder, generation).Folder;
        string to = Options(folder, generation + 1).Folder;
        if (!crash)
        {
            await journal.DisposeAsync();
            Directory.Move(from, to);
            return SqliteJournal.Open(options with { Folder = to });
        }

        await CopyAsCrashedAsync(from, to);
        await journal.DisposeAsync();
        return SqliteJournal.Open(options with { Folder = to });
    }
}
