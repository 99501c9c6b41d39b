using System.Text;
using System.Text.Json;
using AuditGen.Cli.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class SearchVerbTests(SampleStores stores) : IClassFixture<SampleStores>
{
    [Fact]
    public async Task Newest_events_come_first_one_line_each()
    {
        CliRun run = await stores.AskBothAsync("search", "--limit", "3");

        run.Lines.Length.ShouldBe(4);
        run.Lines[0].ShouldStartWith("TIME (UTC)");
        run.Lines[1].ShouldContain(SampleEvents.IdOf(SampleEvents.HostileNote));
        run.Lines[2].ShouldStartWith("2026-11-21 07:00:00  sales");
        run.Lines[2].ShouldContain("changes unknown");
        run.Lines[3].ShouldContain("payment.release (denied)");
        run.Error.ShouldContain("next page: --cursor ");
    }

    [Fact]
    public async Task Ndjson_lines_are_the_event_texts_byte_for_byte()
    {
        CliRun run = await stores.AskBothAsync("search", "--limit", "1000", "--order", "oldest", "--format", "ndjson");

        byte[] expected = [.. stores.Texts.SelectMany(static text => text.Append((byte)'\n'))];
        run.Bytes.ShouldBe(expected);
    }

    [Theory]
    [InlineData("--context", "finance")]
    [InlineData("--context", "finance", "--context", "sales")]
    [InlineData("--tenant", "Ümlaut GmbH")]
    [InlineData("--actor", "日本語")]
    [InlineData("--on-behalf-of", "u-2")]
    [InlineData("--resource", "invoice")]
    [InlineData("--resource", "order/1", "--resource", "order/3")]
    [InlineData("--resource", "invoice/INV/7")]
    [InlineData("--action", "invoice.post")]
    [InlineData("--category", "create", "--category", "APPROVE")]
    [InlineData("--outcome", "denied")]
    [InlineData("--session", "s-88")]
    [InlineData("--correlation", "c-3")]
    [InlineData("--path", "/lines/*/quantity")]
    [InlineData("--path", "/bank_account", "--old", "de11", "--new", "DE2*")]
    [InlineData("--text", "big fox")]
    [InlineData("--since", "2h")]
    [InlineData("--from", "2026-10-01", "--to", "14 October 09:15")]
    [InlineData("--from", "0001-01-02")]
    public async Task Each_dimension_is_an_option_and_both_stores_agree(params string[] conditions)
    {
        CliRun run = await stores.AskBothAsync(["search", "--limit", "1000", "--format", "ndjson", .. conditions]);

        run.Lines.Length.ShouldBeGreaterThan(0);
        run.Lines.Length.ShouldBeLessThanOrEqualTo(stores.Texts.Count);
    }

    [Fact]
    public async Task An_operation_finds_the_events_of_one_command()
    {
        CliRun run = await stores.AskBothAsync("search", "--operation", AuditEvent.Parse(SampleEvents.InvoicePost).Operation.ToString(), "--format", "ndjson");

        run.Lines.ShouldBe([SampleEvents.TextOf(SampleEvents.InvoicePost)]);
    }

    [Fact]
    public async Task Conditions_on_different_options_must_all_hold()
    {
        CliRun run = await stores.AskBothAsync("search", "--session", "s-88", "--context", "finance", "--outcome", "success", "--format", "ndjson");

        run.Lines.ShouldBe([SampleEvents.TextOf(SampleEvents.InvoicePost)]);
    }

    [Fact]
    public async Task The_pages_of_a_cursor_hold_each_event_once()
    {
        foreach (string[] store in new[] { stores.Embedded, stores.Cluster })
        {
            var seen = new List<string>();
            string[] more = [];
            while (true)
            {
                CliRun run = (await CliRun.RunAsync(["search", "--limit", "47", "--order", "oldest", "--format", "json", .. store, .. more])).Succeeded();
                using JsonDocument page = JsonDocument.Parse(run.Out);
                seen.AddRange(page.RootElement.GetProperty("events").EnumerateArray().Select(static e => e.GetRawText()));
                if (page.RootElement.GetProperty("next").GetString() is not { } next)
                {
                    break;
                }

                more = ["--cursor", next];
            }

            seen.ShouldBe(stores.Texts.Select(Encoding.UTF8.GetString));
        }
    }

    [Fact]
    public async Task A_limit_beyond_one_page_of_the_store_reads_several()
    {
        (await stores.AskBothAsync("search", "--limit", "5000", "--format", "ndjson")).Lines.Length.ShouldBe(stores.Texts.Count);
    }

    [Fact]
    public async Task Csv_has_a_row_a_change_and_no_formula()
    {
        CliRun run = await stores.AskBothAsync("search", "--from", "2026-11-20", "--order", "oldest", "--format", "csv");

        string[] rows = run.Out.Split("\r\n");
        rows[0].ShouldStartWith("id,ts,context,action,");
        rows.Count(static row => row.Contains("invoice.post", StringComparison.Ordinal)).ShouldBe(3);
        run.Out.ShouldContain("\"'=1+1");
        run.Out.ShouldNotContain(",=1+1");
    }

    [Fact]
    public async Task Nothing_found_is_an_answer()
    {
        CliRun run = await stores.AskBothAsync("search", "--action", "no.such");

        run.Out.ShouldBeEmpty();
        run.Error.ShouldBe("no event matches" + Environment.NewLine);
    }

    [Fact]
    public async Task The_store_can_come_from_the_environment()
    {
        var surroundings = new CliSurroundings { Variables = new() { ["AUDITGEN_STORE"] = stores.Trail.Folder } };

        (await CliRun.RunAsync(surroundings, "search", "--limit", "1", "--format", "ndjson")).Succeeded().Lines.Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_folder_of_the_store_itself_is_as_good()
    {
        (await CliRun.RunAsync("search", "--limit", "1", "--format", "ndjson", "--store", stores.Trail.Store)).Succeeded().Lines.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Events_that_wait_in_the_journal_are_told()
    {
        using EmbeddedTrail behind = await EmbeddedTrail.CreateAsync(SampleEvents.All, stored: 4);

        CliRun run = (await CliRun.RunAsync("search", "--store", behind.Folder)).Succeeded();

        run.Lines.Length.ShouldBe(5);
        run.Error.ShouldContain("note: 2 events cannot be found yet; the oldest of them was recorded 5 hours ago");
    }
}
