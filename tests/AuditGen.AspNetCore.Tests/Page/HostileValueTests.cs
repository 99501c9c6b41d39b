using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using AuditGen.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.AspNetCore.Tests.Page;

/// <summary>Values that try to be something else than values, in every member that a caller can fill, shown by every view.</summary>
public sealed class HostileValueTests(Browser browser, HostileValueTests.HostileApp hostile) : IClassFixture<Browser>, IClassFixture<HostileValueTests.HostileApp>, IDisposable
{
    private readonly ConcurrentQueue<string> _faults = [];

    private static Dictionary<string, string> Hostile { get; } = new(StringComparer.Ordinal)
    {
        ["html"] = "<img src=x onerror=\"window.pwned=1\"><b>bold</b>",
        ["script"] = "</script><script>window.pwned=1</script><!--",
        ["attribute"] = "\" onmouseover=\"window.pwned=1\" x=\"' onfocus='window.pwned=1' autofocus='",
        ["address"] = "javascript:window.pwned=1",
        ["right to left"] = "abc\u202Egpj.exe\u202C\u2066hidden\u2069\u200F",
        ["emoji"] = "👩‍👩‍👧‍👦🏳️‍🌈 Zoë e\u0301 𝔘𝔫𝔦",
        ["formula"] = "=cmd|' /C calc'!A0",
        ["JSON"] = "{\"$masked\":true,\"x\":[1,2]}",
        ["path"] = "a/../../b?c=d#e%2f&f=g~1~0",
        ["template"] = "${window.pwned=1} {{constructor.constructor('window.pwned=1')()}}",
        ["blank"] = "line one\nline two\ttab",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _faults.ShouldBeEmpty();

    [Fact]
    public async Task The_list_and_the_events_beside_it_obey_no_value()
    {
        IPage page = await OpenAsync("#/search?context=notes");
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(Hostile.Count);
        await ShouldBeInertAsync(page, "list");
        foreach ((string kind, string value) in Hostile.Reverse())
        {
            await page.Keyboard.PressAsync("j");
            await Expect(page.Locator(".panel td.after").First).ToHaveTextAsync(Shown(value));
            await page.Locator(".panel summary").ClickAsync();
            await Expect(page.Locator(".panel .raw")).ToBeVisibleAsync();
            await ShouldBeInertAsync(page, kind);
        }
    }

    [Fact]
    public async Task The_page_of_a_record_a_session_and_an_event_obey_no_value()
    {
        IPage page = await OpenAsync("#/ledger");
        foreach ((string kind, string value) in Hostile)
        {
            await GoAsync(page, $"#/resource/note/{Uri.EscapeDataString(value)}", ".timeline .entry");
            await page.Locator(".timeline summary").ClickAsync();
            await Expect(page.Locator(".asof .state")).ToContainTextAsync(Shown(value).Split('\n')[0]);
            await ShouldBeInertAsync(page, kind);
            await GoAsync(page, $"#/search?actor={Uri.EscapeDataString(value)}&tenant={Uri.EscapeDataString(value)}&on_behalf_of={Uri.EscapeDataString(value)}", ".events tbody tr");
            await Expect(page.Locator(".facets .total")).ToHaveTextAsync("1 event");
            await ShouldBeInertAsync(page, kind);
            await GoAsync(page, $"#/session/{Uri.EscapeDataString($"session {value}")}", ".timeline .entry");
            await page.Locator(".timeline summary").ClickAsync();
            await ShouldBeInertAsync(page, kind);
        }
    }

    [Fact]
    public async Task The_element_in_another_application_obeys_none_either()
    {
        IPage page = await OpenAsync("");
        await page.SetContentAsync($"""<audit-history src="{hostile.App.Address}/audit/"></audit-history><script type="module" src="{hostile.App.Address}/audit/assets/audit-history.js"></script>""");
        foreach ((string kind, string value) in Hostile)
        {
            await page.EvaluateAsync("id => document.querySelector('audit-history').setAttribute('resource', `note/${id}`)", value);

            await Expect(page.Locator("audit-history li")).ToHaveCountAsync(1);
            await Expect(page.Locator("audit-history li")).ToContainTextAsync(Shown(value).Split('\n')[0]);
            await ShouldBeInertAsync(page, kind);
        }
    }

    [Fact]
    public async Task A_long_value_that_is_shown_whole_still_names_the_controls_of_direction()
    {
        IPage page = await browser.OpenAsync(hostile.App.Address, _faults);
        await page.GotoAsync($"{hostile.App.Address}/audit/#/search?resource_id=long");
        await page.Locator(".events tbody tr").First.ClickAsync();

        await page.Locator(".panel button", new() { HasText = "show all" }).ClickAsync();

        await Expect(page.Locator(".panel td.after .text")).ToContainTextAsync("[U+202E]");
        (await page.Locator(".panel td.after").InnerTextAsync()).ShouldNotContain("\u202E");
    }

    [Fact]
    public async Task The_window_is_named_without_obeying()
    {
        IPage page = await browser.OpenAsync(hostile.App.Address, _faults);

        await page.GotoAsync($"{hostile.App.Address}/audit/#/session/{Uri.EscapeDataString("x\u202Ey")}");

        await Expect(page).ToHaveTitleAsync("Session x[U+202E]y · Audit trail");
    }

    private async Task<IPage> OpenAsync(string view)
    {
        IPage page = await browser.OpenAsync(hostile.App.Address, _faults);
        await page.GotoAsync($"{hostile.App.Address}/audit/{view}");
        return page;
    }

    private static async Task GoAsync(IPage page, string view, string shown)
    {
        await page.EvaluateAsync("view => { location.hash = view; }", view);
        await Expect(page).ToHaveURLAsync(new Regex($"{Regex.Escape(view)}$"));
        await Expect(page.Locator("#main[aria-busy=false]")).ToBeVisibleAsync();
        await Expect(page.Locator(shown)).ToHaveCountAsync(1);
    }

    /// <summary>Nothing ran, and nothing of what was recorded became an element.</summary>
    private static async Task ShouldBeInertAsync(IPage page, string kind)
    {
        (await page.EvaluateAsync<bool>("window.pwned === undefined")).ShouldBeTrue(kind);
        string[] foreign = await page.EvaluateAsync<string[]>("""
            () => [document, ...[...document.querySelectorAll('audit-history')].map((one) => one.shadowRoot)]
              .flatMap((root) => [...root.querySelectorAll('img, b, iframe, object, [onmouseover], [onfocus], [onerror], main script, a[href^="javascript:"]')])
              .map((element) => element.outerHTML)
            """);
        foreign.ShouldBeEmpty(kind);
        (await page.EvaluateAsync<string>("document.body.innerText")).Contains('\u202E', StringComparison.Ordinal).ShouldBeFalse(kind);
    }

    private static string Shown(string value) => string.Concat(value.Select(character =>
        character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') ? $"[U+{(int)character:X4}]" : character.ToString()));

    /// <summary>An application whose trail holds each value in every member that a caller can fill.</summary>
    public sealed class HostileApp : IAsyncLifetime
    {
        public AuditApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            App = await AuditApp.StartAsync(options => options.AuditSearches = false, overNetwork: true, signedIn: AuditApp.Auditor);
            foreach (string value in Hostile.Values)
            {
                string json = JsonSerializer.Serialize(value);
                string segment = JsonSerializer.Serialize("/" + value.Replace("~", "~0").Replace("/", "~1"));
                var recorded = new RecordedEvent("notes", "note.update", AuditCategory.Update, "note", value)
                {
                    Name = value,
                    Reason = value,
                    Changes = $$"""{"path":"/text","op":"replace","old":"","new":{{json}} },{"path":{{segment}},"op":"add","new":{{json}} },{"path":"/status","op":"replace","old":null,"new":{"$enum":{{json}},"number":1} }""",
                };
                await AppendAsync(recorded, value);
            }

            await AppendAsync(new RecordedEvent("long_notes", "note.update", AuditCategory.Update, "note", "long")
            {
                Changes = $$"""{"path":"/text","op":"replace","old":"","new":{{JsonSerializer.Serialize(new string('m', 1_000) + Hostile["right to left"])}} }""",
            }, "long");
            await App.SettleAsync();
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();

        private async Task AppendAsync(RecordedEvent recorded, string value)
        {
            var actor = new AuditActor(value) { Name = value, Email = value, Roles = [value], OnBehalfOf = new AuditPrincipal(value, value) };
            using (AuditContext.Begin(new AuditContext
            {
                Actor = actor, Tenant = value, Session = $"session {value}", Correlation = value, Causation = value, Source = new AuditSource { Ip = value, UserAgent = value },
            }))
            {
                await App.Services.GetRequiredService<IAuditTrail>().AppendAsync(recorded, Token);
            }
        }
    }
}
