using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AuditGen.AspNetCore.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.AspNetCore.Tests.Page;

/// <summary>Everything that the list of keys promises, and what the tab key reaches.</summary>
public sealed class KeyboardTests(Browser browser, ServedSampleApp sample) : IClassFixture<Browser>, IClassFixture<ServedSampleApp>, IDisposable
{
    private readonly ConcurrentQueue<string> _faults = [];

    public void Dispose() => _faults.ShouldBeEmpty();

    [Fact]
    public async Task J_and_k_go_down_and_up_the_list()
    {
        IPage page = await OpenAsync("#/search?context=finance");
        ILocator chosen = page.Locator("tr[aria-selected]");

        foreach ((string key, string index) in new[] { ("j", "0"), ("j", "1"), ("j", "2"), ("j", "2"), ("k", "1"), ("k", "0"), ("k", "0") })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(chosen).ToHaveAttributeAsync("data-index", index);
        }

        await Expect(page.Locator(".panel h2")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_row_opens_with_enter_and_escape_leads_back_to_it()
    {
        IPage page = await OpenAsync("#/search?context=finance");
        ILocator row = page.Locator(".events tbody tr").Nth(1);
        await row.FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".panel h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".panel")).ToBeHiddenAsync();
        await Expect(row).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("r", "#/resource/invoice/inv-1$")]
    [InlineData("s", "#/session/s-1$")]
    public async Task R_and_s_lead_on_from_an_event(string key, string view)
    {
        IPage page = await OpenAsync("#/search?action=invoice.post");
        await page.Keyboard.PressAsync("j");

        await page.Keyboard.PressAsync(key);

        await Expect(page).ToHaveURLAsync(new Regex(view));
        await Expect(page.Locator(".timeline .entry").First).ToBeVisibleAsync();
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_question_mark_shows_the_keys_and_every_one_of_them_is_obeyed_somewhere()
    {
        IPage page = await OpenAsync("#/search");

        await page.Keyboard.PressAsync("?");

        await Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
        await Expect(page.Locator("#shortcuts kbd")).ToHaveTextAsync(["/", "j", "k", "Enter", "Esc", "r", "s", "?"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#shortcuts")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_types_a_letter_into_a_field_types_it()
    {
        IPage page = await OpenAsync("#/search");
        await page.Locator(".find").FocusAsync();

        await page.Keyboard.TypeAsync("jks?/");

        await Expect(page.Locator(".find")).ToHaveValueAsync("jks?/");
        await Expect(page.Locator(".panel")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_tab_key_reaches_search_filters_and_rows_after_a_way_to_skip_them()
    {
        IPage page = await OpenAsync("#/search");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        HashSet<string> reached = [];
        for (int i = 0; i < 60 && reached.Count < 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>(
                "() => ['#q', '#range', '.facets a', '.exports a', '.events tbody tr'].find((name) => document.activeElement.matches(name)) ?? '#q'"));
        }

        reached.ShouldBe(["#q", "#range", ".facets a", ".exports a", ".events tbody tr"], ignoreOrder: true);
    }

    private async Task<IPage> OpenAsync(string fragment)
    {
        IPage page = await browser.OpenAsync(sample.App.Address, _faults);
        await page.GotoAsync($"{sample.App.Address}/audit/{fragment}");
        await Expect(page.Locator("#main[aria-busy=false]")).ToBeVisibleAsync();
        return page;
    }
}
