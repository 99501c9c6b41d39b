using AuditGen.Cli.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

/// <summary>What reaches a terminal, and what a pipe.</summary>
public sealed class TerminalTests(SampleStores stores) : IClassFixture<SampleStores>
{
    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task Nothing_of_an_event_is_obeyed_by_a_terminal(string format)
    {
        var terminal = new CliSurroundings { Screen = new Screen(IsTerminal: true, 200, HasColour: false) };
        string[][] verbs =
        [
            ["search", "--resource", "order/o-2"], ["show", SampleEvents.IdOf(SampleEvents.HostileNote)], ["history", "order/o-2"], ["session", "s-3"],
        ];
        foreach (string[] verb in verbs)
        {
            CliRun run = (await CliRun.RunAsync(terminal, [.. verb, "--format", format, .. stores.Embedded])).Succeeded();

            run.Out.ShouldContain("gnp.exe");
            run.Out.Replace("\r\n", "\n", StringComparison.Ordinal).Where(static c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
            run.Out.ShouldNotContain('\u202E');
            run.Out.ShouldNotContain('\u009b');
        }
    }

    [Fact]
    public async Task Tables_are_as_safe_in_a_pipe_since_pagers_obey_too()
    {
        CliRun run = (await CliRun.RunAsync(["show", SampleEvents.IdOf(SampleEvents.HostileNote), .. stores.Embedded])).Succeeded();

        run.Out.ShouldContain("""=1+1\u001B[31mred\u202Egnp.exe\nnext\u009B2J""");
        run.Out.ShouldNotContain('\e');
    }

    [Fact]
    public async Task State_is_as_safe()
    {
        CliRun run = (await CliRun.RunAsync(["as-of", "order/o-2", .. stores.Embedded])).Succeeded();

        run.Out.Where(static c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        run.Out.ShouldNotContain('\u202E');
    }

    [Fact]
    public async Task An_argument_is_repeated_safely()
    {
        CliRun run = await CliRun.RunAsync(["search", "--since", "\e]0;owned\a\u202E", .. stores.Embedded]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("""\u001B]0;owned\u0007\u202E""");
        run.Error.ShouldNotContain('\e');
    }

    [Fact]
    public async Task JSON_on_a_terminal_is_still_the_same_JSON()
    {
        var terminal = new CliSurroundings { Screen = CliSurroundings.Terminal() };
        CliRun run = (await CliRun.RunAsync(terminal, ["search", "--resource", "order/o-2", "--format", "ndjson", .. stores.Embedded])).Succeeded();

        using var shown = System.Text.Json.JsonDocument.Parse(run.Out);
        shown.RootElement.GetProperty("reason").GetString().ShouldBe(SampleEvents.Hostile);
    }

    [Fact]
    public async Task Colours_are_for_terminals_that_want_them()
    {
        string[] verb = ["search", "--outcome", "denied", "--session", "s-88", .. stores.Embedded];

        (await CliRun.RunAsync(new CliSurroundings { Screen = CliSurroundings.Terminal() }, verb)).Out.ShouldContain("\e[31mpayment.release (denied)\e[0m");
        (await CliRun.RunAsync(new CliSurroundings { Screen = CliSurroundings.Terminal() with { HasColour = false } }, verb)).Out.ShouldNotContain('\e');
        (await CliRun.RunAsync(verb)).Out.ShouldNotContain('\e');
    }

    [Fact]
    public async Task Notes_come_behind_the_results_they_are_about()
    {
        using var bytes = new MemoryStream();
        await using var output = new StreamWriter(bytes);
        var error = new ObservingWriter(() => bytes.Length);
        var host = new CliHost(output, error, static () => Stream.Null, new FixedTime());

        (await AuditGenCommandLine.RunAsync(["search", "--limit", "3", .. stores.Embedded], host, TestContext.Current.CancellationToken)).ShouldBe(0);

        error.Observed.ShouldNotBeEmpty();
        error.Observed.ShouldAllBe(length => length == bytes.Length);
    }

    [Theory]
    [InlineData("NO_COLOR", "1", false)]
    [InlineData("NO_COLOR", "", true)]
    [InlineData("TERM", "dumb", false)]
    [InlineData("TERM", "xterm", true)]
    public void No_colour_is_respected(string variable, string value, bool colour) =>
        Screen.OfProcess(isRedirected: false, name => name == variable ? value : null).HasColour.ShouldBe(colour);

    [Fact]
    public void A_redirected_stream_is_no_terminal() => Screen.OfProcess(isRedirected: true, static _ => null).ShouldBe(Screen.None);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(119)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task A_table_fits_the_terminal_and_keeps_the_ids(int width)
    {
        var terminal = new CliSurroundings { Screen = new Screen(IsTerminal: true, width, HasColour: false) };
        CliRun run = (await CliRun.RunAsync(terminal, ["search", "--limit", "300", .. stores.Embedded])).Succeeded();

        foreach (string line in run.Lines)
        {
            Rendering.CellWidth.Of(line).ShouldBeLessThanOrEqualTo(width, line);
        }

        run.Out.ShouldContain(SampleEvents.IdOf(SampleEvents.HostileNote));
    }

    [Fact]
    public async Task Before_and_after_fold_on_a_narrow_terminal_and_lose_nothing()
    {
        var terminal = new CliSurroundings { Screen = new Screen(IsTerminal: true, 60, HasColour: false) };
        CliRun run = (await CliRun.RunAsync(terminal, ["show", SampleEvents.IdOf(SampleEvents.HostileNote), .. stores.Embedded])).Succeeded();

        string table = string.Concat(run.Out[run.Out.IndexOf("PATH", StringComparison.Ordinal)..].Where(static c => !char.IsWhiteSpace(c)));
        table.ShouldContain("gnp.exe");
        table.ShouldContain("9B2J");
    }
}
