using System.Collections.Concurrent;
using AuditGen.AspNetCore.Tests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.AspNetCore.Tests.Page;

/// <summary>Names, roles, contrast and structure of every view in every state, as axe checks them.</summary>
public sealed class AccessibilityTests(Browser browser, ServedSampleApp sample) : IClassFixture<Browser>, IClassFixture<ServedSampleApp>, IDisposable
{
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly AuditApp _app = sample.App;

    public void Dispose() => _faults.ShouldBeEmpty();

    [Theory]
    [InlineData("#/search?action=invoice.post", ColorScheme.Light, 1440)]
    [InlineData("#/search?action=invoice.post", ColorScheme.Dark, 400)]
    [InlineData("#/search", ColorScheme.Dark, 1440)]
    [InlineData("#/search", ColorScheme.Light, 400)]
    [InlineData("#/search?q=nowhere-to-be-found", ColorScheme.Light, 1440)]
    [InlineData("#/resource/invoice/inv-1", ColorScheme.Light, 1440)]
    [InlineData("#/resource/invoice/inv-1?at=2001-01-01T00:00:00Z", ColorScheme.Dark, 1440)]
    [InlineData("#/session/s-1", ColorScheme.Light, 1440)]
    [InlineData("#/session/s-1", ColorScheme.Dark, 400)]
    [InlineData("#/ledger", ColorScheme.Dark, 1440)]
    [InlineData("#/event/00000000-0000-7000-8000-000000000000", ColorScheme.Light, 1440)]
    [InlineData("#/no-such-page", ColorScheme.Light, 1440)]
    public async Task Every_view_is_accessible(string fragment, ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync(fragment, scheme, width);
        if (fragment.Contains("action=", StringComparison.Ordinal))
        {
            await page.Locator(".events tbody tr").First.ClickAsync();
            await Expect(page.Locator(".panel h2")).ToBeVisibleAsync();
            await page.Locator(".panel summary").ClickAsync();
            await Expect(page.Locator(".panel .raw")).ToBeVisibleAsync();
        }

        foreach (ILocator entry in await page.Locator(".timeline summary").AllAsync())
        {
            await entry.ClickAsync();
        }

        await ShouldBeAccessibleAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task What_is_on_its_way_and_what_did_not_come_is_accessible_too(ColorScheme scheme)
    {
        IPage page = await OpenAsync("#/ledger", scheme, 1440, expected: "net::ERR_FAILED");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/**", async route =>
        {
            await gate.Task;
            await route.AbortAsync();
        });
        await page.EvaluateAsync("location.hash = '#/search'");
        await Expect(page.Locator(".results .loading")).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page);

        gate.SetResult();
        await Expect(page.Locator(".facets .failure")).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page);
    }

    [Fact]
    public async Task The_dialogs_are_accessible()
    {
        IPage page = await OpenAsync("#/search", ColorScheme.Light, 1440);
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");

        await page.Locator("#range").SelectOptionAsync("custom");
        await Expect(page.Locator("#range-from")).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page);
    }

    [Theory]
    [InlineData("inv-1", ColorScheme.Light)]
    [InlineData("inv-1", ColorScheme.Dark)]
    [InlineData("nothing", ColorScheme.Light)]
    public async Task The_history_in_another_application_is_accessible(string id, ColorScheme scheme)
    {
        IPage page = await OpenAsync("", scheme, 800);
        await page.RouteAsync("**/shop", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $$"""
                <!doctype html><html lang="en"><title>Invoice</title><style>:root { color-scheme: light dark; background: light-dark(#fff, #12161c); color: light-dark(#111, #eee); }</style><main><h1>Invoice</h1>
                <audit-history resource="invoice/{{id}}" src="/audit/"></audit-history></main><script type="module" src="/audit/assets/audit-history.js"></script></html>
                """,
        }));
        await page.GotoAsync($"{_app.Address}/shop");
        await Expect(page.Locator("audit-history :is(li, .note)").First).ToBeVisibleAsync();

        await ShouldBeAccessibleAsync(page);
    }

    private static async Task ShouldBeAccessibleAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    private async Task<IPage> OpenAsync(string fragment, ColorScheme scheme, int width, string expected = "404")
    {
        IPage page = await browser.OpenAsync(_app.Address, _faults, scheme, expected);
        await page.SetViewportSizeAsync(width, 900);
        await page.GotoAsync($"{_app.Address}/audit/{fragment}");
        await Expect(page.Locator("#main[aria-busy=false]")).ToBeVisibleAsync();
        return page;
    }
}
