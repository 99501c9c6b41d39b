using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using AuditGen.Cli.Tests.Support;
using AuditGen.Diagnosing;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Diagnosing;
using Microsoft.Data.Sqlite;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class DoctorVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_application_is_found_in_order_and_not_disturbed()
    {
        await using RunningTrail trail = await RunningTrail.StartAsync();
        for (int i = 0; i < 30; i++)
        {
            await trail.TouchAsync("1");
        }

        await trail.SettleAsync();
        Dictionary<string, string> found = await FindingsAsync(0, trail.Folder);

        found["owner"].ShouldStartWith($"fine: process {Environment.ProcessId} on {Environment.MachineName} since ");
        found["journal"].ShouldContain("holds the events 0 to 29.");
        found["segments"].ShouldBe("fine: Segment files: 1; none is missing.");
        found["consumer store"].ShouldStartWith("fine: ");
        found["quarantine"].ShouldStartWith("fine: ");
        found["checkpoints"].ShouldStartWith("fine: ");
        found["store"].ShouldStartWith("fine: Its format is version ");
        found["stored events"].ShouldBe("fine: 30 events are stored and 0 in quarantine, of 30 that were taken: each once.");
        found.ShouldContainKey("free disk");
        await trail.TouchAsync("again");
    }

    [Fact]
    public async Task A_trail_at_rest_is_read_without_changing_it()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        string before = Fingerprint(trail.Folder);

        CliRun run = (await CliRun.RunAsync("doctor", "--store", trail.Folder)).Succeeded();

        run.Lines[0].ShouldStartWith("         SUBJECT");
        run.Lines.ShouldContain(static line => line.StartsWith("notice   owner ", StringComparison.Ordinal) && line.EndsWith("the last one closed it in order.", StringComparison.Ordinal));
        run.Lines.ShouldContain(static line => line.StartsWith("warning  checkpoints", StringComparison.Ordinal));
        run.Lines[^1].ShouldStartWith("0 errors, ");
        Fingerprint(trail.Folder).ShouldBe(before);
    }

    [Fact]
    public async Task What_waits_is_counted()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All, stored: 4);
        trail.Refuse("elasticsearch", 2, SampleEvents.InvoicePost);

        Dictionary<string, string> found = await FindingsAsync(0, trail.Folder);

        found["consumer store"].ShouldBe("notice: 2 events wait for it, the oldest for 5 hours. → Nobody runs who hands them over: start the application.");
        found["quarantine"].ShouldStartWith("warning: 1 events that elasticsearch refused are in quarantine. → List them with 'auditgen quarantine list'");
    }

    [Fact]
    public async Task An_owner_that_died_is_told_from_one_that_runs()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        string holder = Path.Combine(trail.Journal, "journal.holder");

        await File.WriteAllTextAsync(holder, $"process {int.MaxValue} on {Environment.MachineName} since 2026-11-21T09:00:00Z", Token);
        (await FindingsAsync(0, trail.Folder))["owner"].ShouldContain("ended without closing it. → Start the application");
        await File.WriteAllTextAsync(holder, "process 1 on another-machine since 2026-11-21T09:00:00Z", Token);
        (await FindingsAsync(0, trail.Folder))["owner"].ShouldContain("as far as can be told from here");
    }

    [Fact]
    public async Task Waiting_too_long_while_the_owner_runs_is_a_warning()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All, stored: 4);
        await File.WriteAllTextAsync(Path.Combine(trail.Journal, "journal.holder"), $"process {Environment.ProcessId} on {Environment.MachineName} since 2026-11-21T09:00:00Z", Token);

        (await FindingsAsync(0, trail.Folder))["consumer store"].ShouldStartWith("warning: 2 events wait for it");
    }

    [Fact]
    public async Task A_segment_that_was_taken_away_is_an_error()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        string segment = Directory.EnumerateFiles(trail.Store, "*.events.db").First();
        File.Delete(segment);

        (await FindingsAsync(1, trail.Folder))["store"].ShouldBe($"error: {segment} is missing. → Keep what is there as evidence, and restore the file from a backup.");
    }

    [Fact]
    public async Task A_journal_that_is_damaged_is_an_error_and_the_store_is_looked_at_all_the_same()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        string head = Path.Combine(trail.Journal, "journal.db");
        await File.WriteAllTextAsync(head, new string('x', 8192), Token);

        Dictionary<string, string> found = await FindingsAsync(1, trail.Folder);

        found["journal"].ShouldStartWith("error: ");
        found["store"].ShouldStartWith("fine: ");
    }

    [Fact]
    public async Task Events_that_the_store_lost_are_an_error()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        Sql(Path.Combine(trail.Store, "store.db"), "UPDATE store SET position = position + 5");

        (await FindingsAsync(1, trail.Folder))["stored events"].ShouldContain("of 11 that were taken: 5 are missing. → Run 'auditgen verify'");
    }

    [Fact]
    public async Task A_store_of_another_version_is_an_error()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        Sql(Path.Combine(trail.Store, "store.db"), "PRAGMA user_version = 99");

        (await FindingsAsync(1, trail.Folder))["store"].ShouldContain("99");
    }

    [Fact]
    public async Task A_torn_tail_is_found_and_is_no_loss()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync([]);
        string copy = Directory.CreateTempSubdirectory("auditgen-cli-").FullName;
        try
        {
            await using (SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = trail.Journal }))
            {
                foreach (byte[] text in SampleEvents.All)
                {
                    var read = AuditEvent.Parse(text);
                    journal.Commit([new JournalEntry { Kind = JournalEntryKind.Event, Id = read.Id, Context = read.Context, Text = text, Leaf = Sha256Hash.OfLeaf(text) }]);
                }

                // As a crash leaves it: with the log, and the lock gone.
                foreach (string file in Directory.EnumerateFiles(trail.Journal).Where(static file => !file.Contains("journal.lock", StringComparison.Ordinal) && !file.Contains("journal.holder", StringComparison.Ordinal)))
                {
                    File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
                }
            }

            string log = Directory.EnumerateFiles(copy, "*-wal").Single(static file => new FileInfo(file).Length > 0 && !file.Contains("journal.db", StringComparison.Ordinal));
            using (FileStream stream = File.Open(log, FileMode.Open))
            {
                stream.SetLength(stream.Length - 100);
            }

            ImmutableArray<AuditFinding> found = await new TrailDoctor(copy, store: null, time: new FixedTime()).ExamineAsync(Token);

            AuditFinding torn = found.Single(static finding => finding.Subject == "torn tail");
            torn.Severity.ShouldBe(AuditFindingSeverity.Notice);
            torn.Finding.ShouldContain("bytes of an unfinished transaction");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task A_full_disk_is_an_error()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);

        ImmutableArray<AuditFinding> found = await new TrailDoctor(trail.Journal, trail.Store, new TrailDoctorOptions { LeastFreeBytes = long.MaxValue }, new FixedTime()).ExamineAsync(Token);

        found.Count(static finding => finding is { Subject: "free disk", Severity: AuditFindingSeverity.Error }).ShouldBe(2);
    }

    [Fact]
    public async Task A_cluster_is_looked_over_and_the_journal_that_feeds_it()
    {
        var stores = new SampleStores();
        await stores.InitializeAsync();
        try
        {
            CliRun run = await CliRun.RunAsync(["doctor", "--format", "json", "--journal", stores.Trail.Folder, .. stores.Cluster]);
            using JsonDocument findings = JsonDocument.Parse(run.Out);
            string?[] subjects = [.. findings.RootElement.EnumerateArray().Select(static finding => finding.GetProperty("subject").GetString())];

            subjects.ShouldContain("journal");
            subjects.ShouldContain("consumer store");
            subjects.ShouldContain("licence");
            subjects.ShouldContain("second copies");
            subjects.ShouldNotContain("store");
            string?[] quick = [.. JsonDocument.Parse((await CliRun.RunAsync(["doctor", "--format", "json", "--quick", .. stores.Cluster])).Out).RootElement.EnumerateArray().Select(static finding => finding.GetProperty("subject").GetString())];
            quick.ShouldNotContain("second copies");
        }
        finally
        {
            await stores.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_an_error_found()
    {
        CliRun run = await CliRun.RunAsync("doctor", "--store", "http://127.0.0.1:9");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain("The cluster does not answer");
    }

    [Fact]
    public async Task Bad_inputs_are_named()
    {
        (await CliRun.RunAsync("doctor")).Refused("Say which store");
        (await CliRun.RunAsync("doctor", "--store", Path.GetTempPath())).Refused("holds no journal");
        (await CliRun.RunAsync("doctor", "--store", "http://127.0.0.1:9", "--journal", "no/such")).Refused("There is no folder no/such");
        (await CliRun.RunAsync("doctor", "--store", "http://127.0.0.1:9", "--format", "csv")).Refused("--format is one of table, json");
    }

    /// <summary>The findings by subject, in JSON, each as <c>severity: finding → advice</c>.</summary>
    private static async Task<Dictionary<string, string>> FindingsAsync(int exit, string folder)
    {
        CliRun run = await CliRun.RunAsync("doctor", "--store", folder, "--format", "json");
        run.ExitCode.ShouldBe(exit, run.Out + run.Error);
        using JsonDocument findings = JsonDocument.Parse(run.Out);
        return findings.RootElement.EnumerateArray().GroupBy(static finding => finding.GetProperty("subject").GetString()!, StringComparer.Ordinal).ToDictionary(
            static group => group.Key,
            static group => string.Join('\n', group.Select(static finding =>
                $"{finding.GetProperty("severity").GetString()}: {finding.GetProperty("finding").GetString()}{(finding.GetProperty("advice").GetString() is { } advice ? " → " + advice : "")}")),
            StringComparer.Ordinal);
    }

    private static string Fingerprint(string folder) => string.Join('\n', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(static file => !file.EndsWith("-shm", StringComparison.Ordinal) && !(file.EndsWith("-wal", StringComparison.Ordinal) && new FileInfo(file).Length == 0))
        .Order(StringComparer.Ordinal)
        .Select(static file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));

    private static void Sql(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
