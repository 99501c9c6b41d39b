using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AuditGen.AspNetCore.Tests.Page;
using Erp.Serving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AuditGen.Erp.Tests.Serving;

/// <summary>The clicks that the sample prints, clicked: they answer its questions.</summary>
public sealed class QuestionTests(Browser browser, ServedDay day) : IClassFixture<Browser>, IClassFixture<ServedDay>, IDisposable
{
    private readonly ConcurrentQueue<string> _faults = [];

    public void Dispose() => _faults.ShouldBeEmpty();

    [Fact]
    public async Task Who_changed_the_suppliers_account_and_what_else_they_did()
    {
        IPage page = await OpenAsync(Question.All[0]);

        await page.Locator(".events tbody tr", new() { HasText = "Supplier · change bank account" }).First.ClickAsync();
        ILocator panel = page.Locator(".panel");
        await Expect(panel.Locator("tr.change", new() { HasText = "Bank account" })).ToContainTextAsync("masked");
        await Expect(panel.Locator(".facts").Last).ToContainTextAsync("185.220.101.7");

        await panel.Locator("a", new() { HasText = "Whole session" }).ClickAsync();
        ILocator line = page.Locator(".timeline");
        foreach (string step in (string[])["Session · login", "Payment batch · create", "Payment batch · release", "Session · logout"])
        {
            await Expect(line.Locator(".entry", new() { HasText = step })).ToHaveCountAsync(1);
        }

        await Expect(line.Locator(".entry", new() { HasText = "Supplier · change bank account" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Where_the_bad_lot_went()
    {
        IPage page = await OpenAsync(Question.All[1]);

        await page.Locator(".events tbody a", new() { HasTextRegex = new Regex("^LOT-RW-2026-093$") }).First.ClickAsync();
        await Expect(page.Locator(".timeline .entry", new() { HasText = "Lot · block" })).ToHaveCountAsync(1);
        await Expect(page.Locator(".asof .state")).ToContainTextAsync("Failed");

        await page.Locator("a", new() { HasText = "Everything that mentions it" }).ClickAsync();
        await Expect(page.Locator(".events tbody tr", new() { HasText = "Production order · consume material" })).ToHaveCountAsync(1);
        await Expect(page.Locator(".events tbody tr", new() { HasText = "Nonconformity · open" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Whether_it_was_really_them()
    {
        IPage page = await OpenAsync(Question.All[2]);
        ILocator rows = page.Locator(".events tbody tr");
        await Expect(rows.Filter(new() { HasText = "User · lock" })).ToHaveCountAsync(1);
        await Expect(rows.Filter(new() { HasText = "User · reset password" })).ToHaveCountAsync(1);

        await rows.Filter(new() { HasText = "Session · login failed" }).First.ClickAsync();
        await Expect(page.Locator(".panel .facts").Last).ToContainTextAsync("91.240.118.22");
        await rows.Filter(new() { HasTextRegex = new Regex("Session · login(?! failed)") }).First.ClickAsync();
        await Expect(page.Locator(".panel h2")).ToHaveTextAsync("Session · login");
        await Expect(page.Locator(".panel .facts").Last).ToContainTextAsync("91.240.118.22");

        await page.Locator(".panel a", new() { HasText = "Whole session" }).ClickAsync();
        await Expect(page.Locator(".timeline .entry", new() { HasText = "User · enroll mfa" })).ToHaveCountAsync(1);
        await Expect(page.Locator(".timeline .entry", new() { HasText = "Data export · run" })).ToHaveCountAsync(1);
    }

    private async Task<IPage> OpenAsync(Question question)
    {
        IPage page = await browser.OpenAsync(day.Address, _faults);
        await page.GotoAsync(day.SignedIn(question.View));
        await Expect(page.Locator("#q")).ToHaveValueAsync(question.Words);
        return page;
    }
}
