using System.Collections.Concurrent;
using AuditGen.AspNetCore.Tests.Page;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.Erp.Tests.Serving;

/// <summary>
/// Every view over the sample's day. With <c>AUDITGEN_SCREENSHOTS</c> naming a folder, pictures of them are written there; those
/// in docs/images are four of them (<c>event</c> is <c>masked</c>, taken alone so that no earlier search is found too): <c>AUDITGEN_SCREENSHOTS=/tmp/views dotnet test tests/AuditGen.Erp.Tests -c Release --filter
/// FullyQualifiedName~Screenshots</c>.
/// </summary>
public sealed class Screenshots(Browser browser, ServedDay day) : IClassFixture<Browser>, IClassFixture<ServedDay>, IDisposable
{
    private const string Supplier = "Kranich Pumpenbau Sonderwerk";
    private readonly string? _folder = Environment.GetEnvironmentVariable("AUDITGEN_SCREENSHOTS");
    private readonly ConcurrentQueue<string> _faults = [];

    public void Dispose() => _faults.ShouldBeEmpty();

    [Theory]
    [InlineData("search", ColorScheme.Light, 1280)]
    [InlineData("search-dark", ColorScheme.Dark, 1280)]
    [InlineData("search-narrow", ColorScheme.Light, 390)]
    [InlineData("search-wide", ColorScheme.Light, 1920)]
    public async Task The_search(string name, ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync("#/search?to=2026-11-21T00:00:00Z", scheme, width);

        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(50);
        await Expect(page.Locator(".histogram rect.bar-fill").First).ToBeVisibleAsync();
        await TakeAsync(page, name);
    }

    [Theory]
    [InlineData("event", ColorScheme.Light, 1280)]
    [InlineData("event-dark", ColorScheme.Dark, 1280)]
    [InlineData("event-narrow", ColorScheme.Dark, 390)]
    [InlineData("event-wide", ColorScheme.Light, 1920)]
    public async Task An_event_before_and_after(string name, ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync("#/search?action=invoice.update_draft", scheme, width);

        await page.Locator(".events tbody tr", new() { HasText = "and 1" }).Locator("td.when").First.ClickAsync();
        await Expect(page.Locator(".panel .changes tr.change").First).ToBeVisibleAsync();
        await TakeAsync(page, name);
    }

    [Theory]
    [InlineData("record", ColorScheme.Light, 1280)]
    [InlineData("record-dark", ColorScheme.Dark, 1920)]
    [InlineData("record-narrow", ColorScheme.Light, 390)]
    public async Task The_timeline_of_a_record_with_its_state_at_a_moment(string name, ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync("#/search?action=invoice.approve", scheme, width);
        await page.Locator(".events tbody td.when").First.ClickAsync();

        await page.Locator(".panel a", new() { HasText = "State just after this" }).ClickAsync();
        await Expect(page.Locator(".asof")).ToContainTextAsync("At 20 Nov 2026");
        await Expect(page.Locator(".asof .state")).ToContainTextAsync("Approved");
        await page.Locator(".timeline summary").Nth(1).ClickAsync();
        await TakeAsync(page, name);
    }

    [Theory]
    [InlineData("session", ColorScheme.Light, 1280)]
    [InlineData("session-dark", ColorScheme.Dark, 1920)]
    [InlineData("session-narrow", ColorScheme.Light, 390)]
    public async Task A_session_across_contexts(string name, ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync($"#/search?q={Uri.EscapeDataString(Supplier)}&action=supplier.change_bank_account", scheme, width);
        await page.Locator(".events tbody td.when").First.ClickAsync();
        await page.Locator(".panel a", new() { HasText = "Whole session" }).ClickAsync();
        await Expect(page.Locator(".timeline .entry")).ToHaveCountAsync(6);
        await page.Locator(".timeline summary").Nth(2).ClickAsync();

        await TakeAsync(page, name);
    }

    [Theory]
    [InlineData("ledger", ColorScheme.Light)]
    [InlineData("ledger-dark", ColorScheme.Dark)]
    public async Task The_ledger(string name, ColorScheme scheme)
    {
        IPage page = await OpenAsync("#/ledger", scheme);

        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
        await TakeAsync(page, name);
    }

    [Fact]
    public async Task The_change_of_an_account()
    {
        IPage page = await OpenAsync($"#/search?q={Uri.EscapeDataString(Supplier)}");

        await page.Locator(".events tbody tr", new() { HasText = "change bank account" }).Locator("td.when").First.ClickAsync();
        await Expect(page.Locator(".panel .masked").First).ToBeVisibleAsync();
        await TakeAsync(page, "masked");
    }

    [Fact]
    public async Task Nothing_found()
    {
        IPage page = await OpenAsync("#/search?q=nowhere-to-be-found&context=finance");

        await Expect(page.Locator(".results .empty")).ToBeVisibleAsync();
        await TakeAsync(page, "empty");
    }

    [Fact]
    public async Task Answers_on_their_way_and_answers_that_do_not_come()
    {
        IPage page = await OpenAsync("#/ledger", expected: "net::ERR_FAILED");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/**", async route =>
        {
            await gate.Task;
            await route.AbortAsync();
        });

        await page.EvaluateAsync("location.hash = '#/search'");
        await Expect(page.Locator(".results .loading")).ToBeVisibleAsync();
        await TakeAsync(page, "loading");

        gate.SetResult();
        await Expect(page.Locator(".results .failure")).ToBeVisibleAsync();
        await Expect(page.Locator(".facets .failure")).ToBeVisibleAsync();
        await TakeAsync(page, "failure");
    }

    private async Task<IPage> OpenAsync(string view, ColorScheme scheme = ColorScheme.Light, int width = 1280, string expected = "404")
    {
        IPage page = await browser.OpenAsync(day.Address, _faults, scheme, expected);
        await page.SetViewportSizeAsync(width, 800);
        await page.GotoAsync(day.SignedIn(view));
        await Expect(page.Locator("#main[aria-busy=false]")).ToBeVisibleAsync();
        await Expect(page.Locator("#ledger-state")).Not.ToHaveTextAsync("ledger …");
        return page;
    }

    private async Task TakeAsync(IPage page, string name)
    {
        byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
        picture.Length.ShouldBeGreaterThan(10_000);
        if (_folder is not null)
        {
            Directory.CreateDirectory(_folder);
            await File.WriteAllBytesAsync(Path.Combine(_folder, name + ".png"), picture, TestContext.Current.CancellationToken);
        }

        // Whatever the width: nobody has to push the page sideways.
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, name);
    }
}
