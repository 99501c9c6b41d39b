using System.Text.Json;
using AuditGen.Cli.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class StatsAndExportTests(SampleStores stores) : IClassFixture<SampleStores>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditgen-cli-").FullName;

    private string Target => Path.Combine(_folder, "export.out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Counts_are_shown_with_bars()
    {
        CliRun run = await stores.AskBothAsync("stats", "--session", "s-88", "--by", "context", "--by", "outcome", "--interval", "day");

        run.Lines.ShouldBe(
        [
            "3 events",
            "",
            "CONTEXT     EVENTS",
            "finance          2  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇",
            "purchasing       1  ▇▇▇▇▇▇▇▇▇▇▇▇",
            "",
            "OUTCOME  EVENTS",
            "success       2  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇",
            "denied        1  ▇▇▇▇▇▇▇▇▇▇▇▇",
            "",
            "DAY (UTC)   EVENTS",
            "2026-11-20       3  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇",
        ]);
    }

    [Theory]
    [InlineData("hour")]
    [InlineData("week")]
    [InlineData("month")]
    public async Task Both_stores_count_alike(string interval)
    {
        CliRun run = await stores.AskBothAsync(
            "stats", "--by", "tenant", "--by", "on-behalf-of", "--by", "resource_type", "--by", "category", "--by", "actor", "--by", "action", "--top", "3", "--interval", interval, "--format", "json");

        using JsonDocument counted = JsonDocument.Parse(run.Out);
        counted.RootElement.GetProperty("total").GetInt64().ShouldBe(stores.Texts.Count);
        counted.RootElement.GetProperty("dimensions").GetProperty("action").GetProperty("values").GetArrayLength().ShouldBe(3);
        counted.RootElement.GetProperty("histogram").EnumerateArray().Sum(static bucket => bucket.GetProperty("count").GetInt64()).ShouldBe(stores.Texts.Count);
    }

    [Fact]
    public async Task Counts_as_csv_have_one_row_a_value() =>
        (await stores.AskBothAsync("stats", "--session", "s-88", "--by", "actor", "--interval", "month", "--format", "csv")).Out
            .ShouldBe("dimension,value,count\r\ntotal,,3\r\nactor,u-17,3\r\ntime,2026-11-01T00:00:00.0000000Z,3\r\n");

    [Fact]
    public async Task A_dimension_that_is_none_is_named()
    {
        (await CliRun.RunAsync(["stats", "--by", "colour", .. stores.Embedded])).Refused("--by is one of context, tenant");
        (await CliRun.RunAsync(["stats", "--interval", "year", .. stores.Embedded])).Refused("--interval is one of hour, day, week, month");
        (await CliRun.RunAsync(["stats", "--top", "0", .. stores.Embedded])).Refused("--top is a whole number");
    }

    [Fact]
    public async Task An_export_holds_the_texts_byte_for_byte()
    {
        byte[] expected = [.. stores.Texts.SelectMany(static text => text.Append((byte)'\n'))];

        (await stores.AskBothAsync("export")).Bytes.ShouldBe(expected);
        foreach (string[] store in new[] { stores.Embedded, stores.Cluster })
        {
            CliRun run = (await CliRun.RunAsync(["export", "--output", Target, "--force", .. store])).Succeeded();
            run.Out.ShouldBeEmpty();
            run.Error.ShouldContain($"{stores.Texts.Count} events in {Target}");
            (await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task An_export_as_csv_answers_the_same_question()
    {
        CliRun run = await stores.AskBothAsync("export", "--resource", "supplier/4711", "--order", "newest", "--format", "csv");

        run.Out.Split("\r\n").Length.ShouldBe(7);
        run.Out.Split("\r\n")[1].ShouldContain("/bank_account,replace,DE11,DE22");
    }

    [Fact]
    public async Task A_file_is_not_replaced_unless_asked()
    {
        await File.WriteAllTextAsync(Target, "mine", TestContext.Current.CancellationToken);

        (await CliRun.RunAsync(["export", "--output", Target, .. stores.Embedded])).Refused("exists", "--force");

        (await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_sentence()
    {
        CliRun run = await CliRun.RunAsync(["export", "--output", Path.Combine(_folder, "no", "such", "file"), .. stores.Embedded]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("auditgen: Could not find a part of the path");
    }

    [Fact]
    public async Task An_export_that_is_stopped_leaves_no_file()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        CliRun run = await CliRun.RunAsync(new CliSurroundings { Stop = stop.Token }, ["export", "--output", Target, .. stores.Embedded]);

        run.ExitCode.ShouldBe(130);
        Directory.EnumerateFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bar_is_shown_on_the_error_stream_of_a_terminal_only()
    {
        var terminal = new CliSurroundings { ErrorScreen = CliSurroundings.Terminal() };

        (await CliRun.RunAsync(terminal, ["export", "--output", Target, .. stores.Embedded])).Succeeded().Error.ShouldContain("100%");
        (await CliRun.RunAsync(["export", "--output", Target, "--force", .. stores.Embedded])).Succeeded().Error.ShouldNotContain("%");
    }
}
