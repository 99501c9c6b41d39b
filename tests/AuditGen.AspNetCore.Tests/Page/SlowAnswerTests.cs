using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AuditGen.AspNetCore.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.AspNetCore.Tests.Page;

/// <summary>The page while answers take their time: it obeys keys, and what comes too late changes nothing.</summary>
public sealed class SlowAnswerTests(Browser browser, ServedSampleApp sample) : IClassFixture<Browser>, IClassFixture<ServedSampleApp>, IDisposable
{
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly AuditApp _app = sample.App;

    public void Dispose() => _faults.ShouldBeEmpty();

    [Fact]
    public async Task The_keyboard_works_while_the_counts_are_still_on_their_way()
    {
        IPage page = await OpenAsync();
        TaskCompletionSource gate = await HoldAsync(page, "**/api/facets**");
        await page.GotoAsync($"{_app.Address}/audit/#/search?action=invoice.post");
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator(".facets .loading")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("j");

        await Expect(page.Locator(".panel h2")).ToHaveTextAsync("Invoice · post");
        gate.SetResult();
        await Expect(page.Locator(".facets .total")).ToHaveTextAsync("1 event");
        await Expect(page.Locator(".panel h2")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_of_a_view_that_was_left_do_nothing_while_the_next_one_loads()
    {
        IPage page = await OpenAsync();
        await page.GotoAsync($"{_app.Address}/audit/#/search");
        await Expect(page.Locator(".events tbody tr")).ToHaveCountAsync(5);
        TaskCompletionSource gate = await HoldAsync(page, "**/api/resources/**");
        await page.EvaluateAsync("location.hash = '#/resource/invoice/inv-1'");
        await Expect(page.Locator("h1")).ToContainTextAsync("Invoice");

        await page.Keyboard.PressAsync("j");

        gate.SetResult();
        await Expect(page.Locator(".timeline .entry")).ToHaveCountAsync(2);
        await Expect(page).ToHaveURLAsync(new Regex("#/resource/invoice/inv-1$"));
    }

    [Theory]
    [InlineData("#/event/{id}", "**/api/events/*")]
    [InlineData("#/resource/invoice/inv-1", "**/api/resources/**")]
    [InlineData("#/session/s-1", "**/api/sessions/**")]
    [InlineData("#/search?context=identity", "**/api/events?*")]
    public async Task An_answer_for_a_view_that_was_left_changes_nothing(string left, string slow)
    {
        IPage page = await OpenAsync();
        await page.GotoAsync($"{_app.Address}/audit/#/ledger");
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
        Guid id = await AnyEventAsync();
        TaskCompletionSource gate = await HoldAsync(page, slow);
        Task<IRequest> asked = page.WaitForRequestAsync(new Regex("/api/(events|resources|sessions)"));
        await page.EvaluateAsync($"location.hash = '{left.Replace("{id}", id.ToString(), StringComparison.Ordinal)}'");
        await asked;
        await page.EvaluateAsync("location.hash = '#/ledger'");
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();

        gate.SetResult();

        // Everything that was let through has been answered once a later question has.
        await page.EvaluateAsync("async () => { await (await fetch('api/catalogue')).text(); }");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Is the trail what was written?");
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_types_while_a_view_loads_goes_on_typing()
    {
        IPage page = await OpenAsync();
        TaskCompletionSource gate = await HoldAsync(page, "**/api/sessions/**");
        await page.GotoAsync($"{_app.Address}/audit/#/session/s-1");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("atte");

        gate.SetResult();
        await Expect(page.Locator(".timeline .entry")).ToHaveCountAsync(4);
        await page.Keyboard.TypeAsync("mpts");

        await Expect(page.Locator("#q")).ToHaveValueAsync("attempts");
    }

    /// <summary>Lets no matching request through until told so.</summary>
    private static async Task<TaskCompletionSource> HoldAsync(IPage page, string pattern)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(pattern, async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        return gate;
    }

    private async Task<Guid> AnyEventAsync()
    {
        var query = new Reading.AuditQuery { Access = Reading.AuditAccess.Everything, Actions = ["invoice.post"] };
        return (await _app.Reader.SearchAsync(query, Reading.AuditPaging.First, TestContext.Current.CancellationToken)).Records[0].Event.Id;
    }

    private Task<IPage> OpenAsync() => browser.OpenAsync(_app.Address, _faults);
}
