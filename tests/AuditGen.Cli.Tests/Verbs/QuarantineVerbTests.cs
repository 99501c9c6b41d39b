using System.Text.Json;
using AuditGen.Cli.Tests.Support;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class QuarantineVerbTests
{
    private static readonly byte[] s_broken = "this is no event \e[31m"u8.ToArray();

    [Fact]
    public async Task Nothing_in_quarantine_is_an_answer()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);

        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder)).Succeeded().Error.ShouldBe("nothing is in quarantine" + Environment.NewLine);
        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder, "--format", "json")).Succeeded().Out.ShouldBe("[]\n");
        (await CliRun.RunAsync("quarantine", "resend", "--store", trail.Folder)).Succeeded().Error.ShouldContain("nothing of 'store' is in quarantine");
        (await CliRun.RunAsync("quarantine", "show", "3", "--store", trail.Folder)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_store_refused_is_listed_and_shown()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync([.. SampleEvents.All, s_broken]);
        trail.Refuse("elasticsearch", 2, SampleEvents.InvoicePost);

        CliRun list = (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder)).Succeeded();
        list.Lines.Length.ShouldBe(3);
        list.Lines[1].ShouldContain("2  elasticsearch  2026-11-21 12:00:00      1  finance  " + SampleEvents.IdOf(SampleEvents.InvoicePost) + """  mapper_parsing_exception\u001B[31m""");
        list.Lines[2].ShouldContain("6  store ");
        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Journal, "--consumer", "store", "--format", "csv")).Succeeded().Out.Split("\r\n").Length.ShouldBe(3);
        CliRun json = (await CliRun.RunAsync("quarantine", "list", "--store", trail.Store, "--limit", "1", "--format", "json")).Succeeded();
        using JsonDocument one = JsonDocument.Parse(json.Out);
        one.RootElement.GetArrayLength().ShouldBe(1);
        one.RootElement[0].GetProperty("consumer").GetString().ShouldBe("elasticsearch");

        CliRun shown = (await CliRun.RunAsync("quarantine", "show", "2", "--store", trail.Folder)).Succeeded();
        shown.Lines[0].ShouldStartWith("refused by elasticsearch, 1 times, first 2026-11-21 12:00:00.000 +00:00: mapper_parsing_exception");
        shown.Lines.ShouldContain("~  /status             Draft     Posted");
        (await CliRun.RunAsync("quarantine", "show", "6", "--store", trail.Folder)).Succeeded().Lines[1].ShouldBe("""this is no event \u001B[31m""");
        (await CliRun.RunAsync("quarantine", "show", "6", "--store", trail.Folder, "--format", "ndjson")).Succeeded().Bytes.ShouldBe([.. s_broken, (byte)'\n']);
    }

    [Fact]
    public async Task What_the_embedded_store_takes_now_leaves_and_what_it_refuses_stays()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync([.. SampleEvents.All, s_broken]);
        trail.Refuse("store", 2, SampleEvents.InvoicePost);

        CliRun run = await CliRun.RunAsync("quarantine", "resend", "--store", trail.Folder);

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldBe("1 taken, 1 refused again" + Environment.NewLine);
        run.Error.ShouldContain("refused again: index 6: ");
        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder)).Succeeded().Lines.Length.ShouldBe(2);
        (await CliRun.RunAsync("quarantine", "resend", "--store", trail.Folder, "--index", "2")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_cluster_refused_is_sent_to_it_again()
    {
        await using var bench = new ExportBench(new ClusterModel { CreateStreamsOnDemand = true });
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        trail.Refuse("elasticsearch", 1, SampleEvents.AccountChange);
        trail.Refuse("elasticsearch", 2, SampleEvents.InvoicePost);
        string cluster = bench.Server.Address.ToString();

        (await CliRun.RunAsync("quarantine", "resend", "--store", trail.Folder, "--to", cluster, "--index", "2")).Succeeded().Out.ShouldStartWith("1 taken, 0 refused");
        (await CliRun.RunAsync("search", "--store", cluster, "--format", "ndjson")).Succeeded().Lines.ShouldBe([SampleEvents.TextOf(SampleEvents.InvoicePost)]);
        (await CliRun.RunAsync("quarantine", "resend", "--store", trail.Folder, "--to", cluster)).Succeeded().Out.ShouldStartWith("1 taken, 0 refused");
        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder)).Succeeded().Error.ShouldContain("nothing is in quarantine");
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_leaves_the_event_where_it_is()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        trail.Refuse("elasticsearch", 2, SampleEvents.InvoicePost);

        (await CliRun.RunAsync(new CliSurroundings { Time = new ImmediateTime(TimeSpan.MaxValue) }, "quarantine", "resend", "--store", trail.Folder, "--to", "http://127.0.0.1:9"))
            .Refused("neither took nor refused index 2", "it stays in quarantine");

        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder)).Succeeded().Lines.Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_store_of_a_running_application_is_not_taken_from_it()
    {
        await using RunningTrail trail = await RunningTrail.StartAsync();
        await trail.TouchAsync("1");
        await trail.SettleAsync();
        using (var quarantine = Sqlite.SqliteQuarantine.Open(Path.Combine(trail.Folder, "journal"), TimeProvider.System))
        {
            byte[] text = SampleEvents.InvoicePost;
            quarantine.Add("store", new Journal.JournalRecord(0, AuditEvent.Parse(text).Id, "finance", text, Ledger.Sha256Hash.OfLeaf(text)), "no reason");
        }

        (await CliRun.RunAsync("quarantine", "list", "--store", trail.Folder)).Succeeded().Lines.Length.ShouldBe(2);
        (await CliRun.RunAsync("quarantine", "resend", "--store", trail.Folder)).Refused("another process owns it");
    }

    [Fact]
    public async Task Bad_inputs_are_named()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);

        (await CliRun.RunAsync("quarantine", "show", "abc", "--store", trail.Folder)).Refused("is a whole number");
        (await CliRun.RunAsync("quarantine", "resend", "--index", "x", "--store", trail.Folder)).Refused("--index is a whole number");
        (await CliRun.RunAsync("quarantine", "resend", "--consumer", "elasticsearch", "--store", trail.Folder)).Refused("add --to https://HOST:9200");
        (await CliRun.RunAsync("quarantine", "list", "--store", "https://es-1:9200")).Refused("give the trail's folder with --store");
        (await CliRun.RunAsync("quarantine", "list", "--store", Path.GetTempPath())).Refused("holds no journal");
        (await CliRun.RunAsync("quarantine", "list", "--store", "no/such")).Refused("There is no folder no/such");
        (await CliRun.RunAsync("quarantine", "list", "--limit", "0", "--store", trail.Folder)).Refused("--limit is a whole number");
        (await CliRun.RunAsync("quarantine")).Refused("auditgen quarantine --help");
    }
}
