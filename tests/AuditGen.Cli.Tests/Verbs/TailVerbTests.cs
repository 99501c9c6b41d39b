using AuditGen.Cli.Stores;
using AuditGen.Cli.Tests.Support;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class TailVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_events_come_first_and_then_those_that_are_written_meanwhile()
    {
        await using RunningTrail trail = await RunningTrail.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            await trail.TouchAsync($"before-{i}");
        }

        await trail.SettleAsync();
        Task<CliRun> following = CliRun.RunAsync(new CliSurroundings { Time = new ImmediateTime(TimeSpan.FromSeconds(1)) }, "tail", "--store", trail.Folder, "--lines", "3", "--count", "13");
        for (int i = 0; !following.IsCompleted; i++)
        {
            await trail.TouchAsync($"after-{i}");
        }

        CliRun run = (await following).Succeeded();
        run.Lines.Length.ShouldBe(13);
        run.Lines.Take(3).Select(static line => line.Split("  ")[4]).ShouldBe(["thing/before-17", "thing/before-18", "thing/before-19"]);
        run.Lines.Skip(3).Select(static line => line.Split("  ")[4]).ShouldBe(Enumerable.Range(0, 10).Select(static i => $"thing/after-{i}"));
        (await trail.HealthAsync()).Entries["auditgen.consumers"].Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
    }

    [Fact]
    public async Task Ctrl_C_is_the_usual_end()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        CliRun run = await CliRun.RunAsync(new CliSurroundings { Stop = stop.Token }, "tail", "--store", trail.Folder);

        run.ExitCode.ShouldBe(0, run.Error);
    }

    [Fact]
    public async Task Since_shows_all_from_then_on()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync([.. new RandomEvents(3).Series(40, SampleEvents.Now.AddDays(-3), SampleEvents.Now.AddDays(-2)), .. SampleEvents.All.Skip(3)]);

        (await CliRun.RunAsync("tail", "--store", trail.Folder, "--since", "4d", "--count", "43", "--format", "ndjson")).Succeeded().Lines.Length.ShouldBe(43);
        (await CliRun.RunAsync("tail", "--store", trail.Folder, "--action", "order.update", "--resource", "order/o-2", "--count", "1", "--format", "csv")).Succeeded()
            .Out.ShouldStartWith("id,ts,");
    }

    [Fact]
    public async Task A_time_to_end_at_makes_no_sense()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);

        (await CliRun.RunAsync("tail", "--store", trail.Folder, "--to", "now")).Refused("use 'auditgen search'");
        (await CliRun.RunAsync("tail", "--store", trail.Folder, "--interval", "0")).Refused("--interval is a whole number from 1");
    }

    [Fact]
    public async Task A_cluster_that_is_away_for_a_while_is_waited_for()
    {
        await using var bench = new ExportBench(new ClusterModel { CreateStreamsOnDemand = true });
        await ExportAsync(bench, SampleEvents.All.Take(2), 0);
        int asked = 0;
        bench.Server.Faults = _ => Interlocked.Increment(ref asked) is > 1 and < 5 ? Fault.Unavailable : Fault.None;
        Task<CliRun> following = CliRun.RunAsync(new CliSurroundings { Time = new ImmediateTime(TimeSpan.FromSeconds(1)) }, "tail", "--store", bench.Server.Address.ToString(), "--count", "5", "--format", "ndjson");
        while (Volatile.Read(ref asked) < 6)
        {
            await Task.Delay(1, Token);
        }

        await ExportAsync(bench, SampleEvents.All.Skip(2), 2);

        CliRun run = (await following).Succeeded();
        run.Lines.ShouldBe(SampleEvents.All.Take(5).Select(SampleEvents.TextOf));
        run.Error.ShouldContain("Trying again until it answers.");
    }

    [Fact]
    public async Task An_event_that_comes_late_with_an_older_id_is_seen_and_none_is_seen_twice()
    {
        DateTimeOffset from = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        List<byte[]> texts = new RandomEvents(9).Series(900, from, from.AddDays(1));
        byte[] late = new RandomEvents(10).At(from.AddHours(23));
        byte[] next = new RandomEvents(12).At(from.AddDays(2));
        var reader = new GrowingReader(texts);
        var follower = new StoreFollower(reader, new AuditQuery { Access = AuditAccess.Everything });

        (await follower.BeginAsync(10, Token)).Select(static record => record.Event.Id).ShouldBe(texts.TakeLast(10).Select(static text => AuditEvent.Parse(text).Id));
        (await follower.LookAsync(Token)).ShouldBeEmpty();
        reader.Add(late);
        reader.Add(next);
        (await follower.LookAsync(Token)).Select(static record => record.Event.Text.ToArray()).ShouldBe([late, next]);
        (await follower.LookAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_comes_late_behind_more_shown_ones_than_a_quick_look_goes_over_is_seen_too()
    {
        DateTimeOffset from = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        List<byte[]> texts = new RandomEvents(9).Series(5_000, from, from.AddDays(1));
        var reader = new GrowingReader(texts.Take(50));
        var follower = new StoreFollower(reader, new AuditQuery { Access = AuditAccess.Everything });
        (await follower.BeginAsync(10, Token)).Count.ShouldBe(10);
        texts.Skip(50).ToList().ForEach(reader.Add);
        (await follower.LookAsync(Token)).Count.ShouldBe(4_950);

        byte[] late = new RandomEvents(10).At(from.AddHours(2));
        byte[] later = new RandomEvents(11).At(from.AddHours(3));
        byte[] next = new RandomEvents(12).At(from.AddDays(2));
        reader.Add(late);
        (await follower.LookAsync(Token)).Select(static record => record.Event.Text.ToArray()).ShouldBe([late]);
        reader.Add(later);
        reader.Add(next);
        (await follower.LookAsync(Token)).Select(static record => record.Event.Text.ToArray()).ShouldBe([later, next]);
        (await follower.LookAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Second_copies_are_not_looked_for_again_and_again()
    {
        DateTimeOffset from = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var reader = new GrowingReader(new RandomEvents(9).Series(3_000, from, from.AddDays(1)));
        var follower = new StoreFollower(reader, new AuditQuery { Access = AuditAccess.Everything });
        await follower.BeginAsync(3_000, Token);
        reader.SecondCopies = 3;
        (await follower.LookAsync(Token)).ShouldBeEmpty();

        int before = reader.Searched;
        (await follower.LookAsync(Token)).ShouldBeEmpty();
        (reader.Searched - before).ShouldBe(1);

        byte[] late = new RandomEvents(10).At(from.AddHours(2));
        reader.Add(late);
        (await follower.LookAsync(Token)).Select(static record => record.Event.Text.ToArray()).ShouldBe([late]);
    }

    [Fact]
    public async Task However_many_come_between_two_looks_all_are_seen_in_order()
    {
        DateTimeOffset from = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        List<byte[]> texts = new RandomEvents(9).Series(30_000, from, from.AddDays(1));
        var reader = new GrowingReader(texts.Take(5));
        var follower = new StoreFollower(reader, new AuditQuery { Access = AuditAccess.Everything });
        List<Guid> seen = [.. (await follower.BeginAsync(100, Token)).Select(static record => record.Event.Id)];
        foreach (byte[][] some in texts.Skip(5).Chunk(7_001))
        {
            some.ToList().ForEach(reader.Add);
            seen.AddRange((await follower.LookAsync(Token)).Select(static record => record.Event.Id));
        }

        seen.ShouldBe(texts.Select(static text => AuditEvent.Parse(text).Id));
    }

    private static async Task ExportAsync(ExportBench bench, IEnumerable<byte[]> texts, long first)
    {
        using var page = new JournalPage();
        foreach (byte[] text in texts)
        {
            var read = AuditEvent.Parse(text);
            page.Add(new JournalRecord(first++, read.Id, read.Context, text, Sha256Hash.OfLeaf(text)));
        }

        await bench.Exporter.ConsumeAsync(page, Token);
    }
}
