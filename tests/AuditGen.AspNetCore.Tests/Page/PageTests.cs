using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AuditGen.AspNetCore.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.AspNetCore.Tests.Page;

/// <summary>What an investigator does in the browser.</summary>
public sealed class PageTests(Browser browser, ServedSampleApp sample) : IClassFixture<Browser>, IClassFixture<ServedSampleApp>, IDisposable
{
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly AuditApp _app = sample.App;

    public void Dispose() => _faults.ShouldBeEmpty();

    [Fact]
    public async Task The_search_lists_events_newest_first_with_counts_beside_them()
    {
        IPage page = await OpenAsync("#/search");

        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(5);
        await Expect(page.Locator(".events tbody tr").First).ToContainTextAsync("User · lock");
        await Expect(page.Locator(".facets .total")).ToHaveTextAsync("5 events");
        await Expect(page.Locator(".histogram rect.bar-fill").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_counts_are_those_of_the_list_though_each_search_is_itself_recorded()
    {
        await using AuditApp app = await AuditApp.StartAsync(overNetwork: true, signedIn: AuditApp.Auditor);
        await app.AppendAsync(new RecordedEvent("finance", "payment.post", AuditCategory.Post, "payment", "p-1"));
        await app.SettleAsync();
        IPage page = await browser.OpenAsync(app.Address, _faults);
        for (int before = 0; before < 3; before++)
        {
            await page.GotoAsync($"{app.Address}/audit/#/search?q=payment*&turn={before}");
            await Expect(page.Locator(".facets .total")).ToHaveTextAsync(before == 0 ? "1 event" : $"{before + 1} events");
            await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(before + 1);
            await app.SettleAsync();
        }

        await page.GotoAsync($"{app.Address}/audit/#/search?q=nowhere");
        await Expect(page.Locator(".results .empty")).ToBeVisibleAsync();
        await Expect(page.Locator(".facets .total")).ToHaveTextAsync("0 events");
    }

    [Fact]
    public async Task More_values_than_the_most_frequent_are_counted_when_asked_for()
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.AuditSearches = false, overNetwork: true, signedIn: AuditApp.Auditor);
        for (int i = 0; i < 15; i++)
        {
            await app.AppendAsync(new RecordedEvent($"context{i:00}", "payment.post", AuditCategory.Post, "payment", "p-1"));
        }

        await app.SettleAsync();
        IPage page = await browser.OpenAsync(app.Address, _faults);
        await page.GotoAsync($"{app.Address}/audit/");
        ILocator contexts = page.Locator(".facets details", new() { HasText = "Context" }).First;
        await Expect(contexts.Locator("li")).ToHaveCountAsync(12);

        await contexts.Locator(".more-values").ClickAsync();

        await Expect(contexts.Locator("li")).ToHaveCountAsync(15);
        await Expect(contexts.Locator(".more-values")).ToHaveCountAsync(0);
        await Expect(contexts.Locator("li a").Nth(12)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_script_of_the_page_is_asked_for_at_once()
    {
        HttpClient client = new() { BaseAddress = new Uri(_app.Address) };
        string index = await client.GetStringAsync("/audit/", TestContext.Current.CancellationToken);
        IEnumerable<string> scripts = typeof(AuditEndpointOptions).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".js", StringComparison.Ordinal) && name is not ("page/assets/app.js" or "page/assets/audit-history.js"))
            .Select(name => name["page/".Length..]);

        Regex.Matches(index, "modulepreload\" href=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ShouldBe(scripts, ignoreOrder: true);
    }

    [Fact]
    public async Task A_click_on_a_count_filters_and_the_chip_takes_the_filter_away_again()
    {
        IPage page = await OpenAsync("#/search");

        await page.Locator(".facets a", new() { HasText = "Finance" }).ClickAsync();
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(3);
        await Expect(page).ToHaveURLAsync(new Regex("context=finance"));

        await page.Locator(".chip", new() { HasText = "finance" }).ClickAsync();
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task The_search_box_finds_words_and_an_empty_answer_says_what_to_do()
    {
        IPage page = await OpenAsync("#/search");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("attempts");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(1);

        await page.Locator("#q").FillAsync("nowhere-to-be-found");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".results .empty")).ToContainTextAsync("No event matches");
    }

    [Fact]
    public async Task An_actor_is_found_by_name_and_becomes_a_filter()
    {
        IPage page = await OpenAsync("#/search");
        await Expect(page.Locator(".facets a", new() { HasText = "Ada Brandt" })).ToBeVisibleAsync();

        await page.Locator(".find").PressSequentiallyAsync("gil");
        await Expect(page.Locator(".people a")).ToContainTextAsync("Gil Globex");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("actor=u-9"));
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_event_opens_by_keyboard_and_shows_before_and_after()
    {
        IPage page = await OpenAsync("#/search?action=invoice.post");
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("j");

        ILocator status = page.Locator(".panel tr.change", new() { HasText = "Status" });
        await Expect(status.Locator(".before")).ToHaveTextAsync("Draft");
        await Expect(status.Locator(".after")).ToHaveTextAsync("Posted");
        await Expect(page).ToHaveURLAsync(new Regex("event="));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".panel")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_link_to_an_open_event_can_be_shared()
    {
        IPage first = await OpenAsync("#/search?action=invoice.post");
        await first.Locator(".events tbody tr").First.ClickAsync();
        await Expect(first).ToHaveURLAsync(new Regex("event="));

        IPage second = await OpenAsync(new Uri(first.Url).Fragment);

        await Expect(second.Locator(".panel h2")).ToHaveTextAsync("Invoice · post");
    }

    [Fact]
    public async Task The_evidence_of_an_event_is_its_text_and_its_place_in_the_ledger()
    {
        IPage page = await OpenAsync("#/search?action=invoice.post");
        await page.Locator(".events tbody tr").First.ClickAsync();

        await page.Locator(".panel summary", new() { HasText = "Evidence" }).ClickAsync();

        await Expect(page.Locator(".panel .raw")).ToContainTextAsync("\"action\":\"invoice.post\"");
        await Expect(page.Locator(".panel .evidence")).ToContainTextAsync("auditgen prove");
    }

    [Fact]
    public async Task A_record_shows_its_timeline_and_its_state_at_a_moment()
    {
        IPage page = await OpenAsync("#/resource/invoice/inv-1");

        await Expect(page.Locator(".timeline .entry")).ToHaveCountAsync(2);
        await Expect(page.Locator(".asof .state")).ToContainTextAsync("Posted");
        await Expect(page.Locator(".asof .state")).ToContainTextAsync("12.50");

        await page.Locator("#at").FillAsync("2001-01-01T09:15");
        await page.Locator(".picker button").ClickAsync();
        await Expect(page.Locator(".asof .unknown")).ToContainTextAsync("nothing was recorded");
    }

    [Fact]
    public async Task A_session_is_one_time_line_across_contexts()
    {
        IPage page = await OpenAsync("#/session/s-1");

        await Expect(page.Locator(".timeline .entry")).ToHaveCountAsync(4);
        await Expect(page.Locator(".lanes circle")).ToHaveCountAsync(4);
        await Expect(page.Locator(".lanes text")).ToHaveTextAsync(["identity", "finance"]);
    }

    [Fact]
    public async Task The_ledger_view_shows_log_and_state()
    {
        IPage page = await OpenAsync("#/ledger");

        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("Events in the log");
    }

    [Fact]
    public async Task Hostile_values_are_shown_and_never_obeyed()
    {
        IPage page = await OpenAsync("#/search?action=user.lock");

        await Expect(page.Locator(".events tbody tr")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(page.Locator(".events tbody tr")).ToContainTextAsync("[U+202E]");
        await Expect(page.Locator(".events tbody tr")).ToContainTextAsync("Max <b>Roth</b>");
        (await page.Locator("main img").CountAsync()).ShouldBe(0);
        (await page.Locator("main b").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_megabyte_in_one_value_does_not_hurt_the_page()
    {
        await using AuditApp app = await AuditApp.StartAsync(options => options.AuditSearches = false, overNetwork: true, signedIn: AuditApp.Auditor);
        await app.AppendAsync(new RecordedEvent("finance", "note.update", AuditCategory.Update, "note", "n-1")
        {
            Changes = $$"""{"path":"/text","op":"replace","old":"","new":"{{new string('m', 1_000_000)}}"}""",
        });
        await app.SettleAsync();
        IPage page = await browser.OpenAsync(app.Address, _faults);
        await page.GotoAsync($"{app.Address}/audit/#/search?action=note.update");

        await page.Locator(".events tbody tr").First.ClickAsync();

        await Expect(page.Locator(".panel button", new() { HasText = "show all 1,000,000 characters" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_the_service_is_gone_the_page_says_so_and_offers_to_try_again()
    {
        IPage page = await OpenAsync("#/search", expected: "net::ERR_FAILED");
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(5);
        await page.RouteAsync("**/api/**", route => route.AbortAsync());

        await page.EvaluateAsync("location.hash = '#/search?context=finance'");

        await Expect(page.Locator(".results .failure")).ToContainTextAsync("cannot be reached");
        await page.UnrouteAllAsync();
        await page.Locator(".results .failure button").ClickAsync();
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Another_application_shows_a_records_history_beside_the_record()
    {
        IPage page = await OpenAsync("");
        await page.SetContentAsync($"""<script type="module" src="{_app.Address}/audit/assets/audit-history.js"></script><audit-history resource="invoice/inv-1" src="{_app.Address}/audit/"></audit-history>""");

        await Expect(page.Locator("audit-history li")).ToHaveCountAsync(2);
        await Expect(page.Locator("audit-history li").First).ToContainTextAsync("Invoice · post");
        await Expect(page.Locator("audit-history ins").First).ToContainTextAsync("Posted");
    }

    private async Task<IPage> OpenAsync(string fragment, ColorScheme scheme = ColorScheme.Light, string expected = "404")
    {
        IPage page = await browser.OpenAsync(_app.Address, _faults, scheme, expected);
        await page.GotoAsync($"{_app.Address}/audit/{fragment}");
        return page;
    }
}
