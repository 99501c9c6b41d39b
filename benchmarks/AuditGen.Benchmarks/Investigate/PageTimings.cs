using System.Globalization;
using Microsoft.Playwright;

namespace AuditGen.Benchmarks.Investigate;

/// <summary>
/// How long the page takes in headless Chromium, from the navigation to the frame in which the list is shown and the key <c>j</c> has
/// opened an event. Measured by the browser's own clock inside the page, so that nothing of the driver is in it. The floor is a
/// page of the same host that has nothing to fetch.
/// </summary>
internal sealed class PageTimings(InvestigatedTrail trail, int rounds)
{
    private const int Goal = 1_000;
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Notes, by the clock that began with the navigation, the frames in which something has become visible; presses the key until it is obeyed.</summary>
    private const string Watch = """
        (() => {
          const times = window.auditTimes = {};
          const look = () => {
            const now = performance.now();
            if (!times.list && document.querySelector('.events tbody tr')) times.list = now;
            if (!times.keys && document.querySelector('.panel h2')) times.keys = now;
            else if (times.list && !times.keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
            if (!times.counts && document.querySelector('.facets .total')) times.counts = now;
            if (!times.keys || !times.counts) requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })();
        """;

    public async Task RunAsync()
    {
        if (s_places.FirstOrDefault(File.Exists) is not { } chromium)
        {
            Console.WriteLine("The page was not measured: there is no Chromium on this machine (apt-get install chromium).");
            return;
        }

        using IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }).ConfigureAwait(false);
        await using (browser.ConfigureAwait(false))
        {
            Console.WriteLine("| page | list shown | keys obeyed: median, p90 | counts shown | empty page | ratio | |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach ((string name, string view) in new[] { ("search, everything", "#/search"), ("search, two words", "#/search?q=moba%20coba"), ("search, one context", "#/search?context=context3") })
            {
                await MeasureAsync(browser, name, view, isWarm: false).ConfigureAwait(false);
                await MeasureAsync(browser, name, view, isWarm: true).ConfigureAwait(false);
            }
        }
    }

    private async Task MeasureAsync(IBrowser browser, string name, string view, bool isWarm)
    {
        Timings list = new(), keys = new(), counts = new(), empty = new();
        for (int round = rounds == 1 ? 0 : -1; round < rounds; round++)
        {
            IBrowserContext context = await browser.NewContextAsync().ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                await context.AddInitScriptAsync(Watch).ConfigureAwait(false);
                IPage page = await context.NewPageAsync().ConfigureAwait(false);
                if (isWarm)
                {
                    await OpenAsync(page, InvestigatedTrail.Audited + "/" + view, "counts").ConfigureAwait(false);
                    await OpenAsync(page, InvestigatedTrail.EmptyPage, "keys").ConfigureAwait(false);
                }

                await OpenAsync(page, InvestigatedTrail.EmptyPage, "keys").ConfigureAwait(false);
                TimeSpan floor = await TimeAsync(page, "keys").ConfigureAwait(false);
                await OpenAsync(page, InvestigatedTrail.Audited + "/" + view, "counts").ConfigureAwait(false);
                if (round >= 0)
                {
                    empty.Add(floor);
                    list.Add(await TimeAsync(page, "list").ConfigureAwait(false));
                    keys.Add(await TimeAsync(page, "keys").ConfigureAwait(false));
                    counts.Add(await TimeAsync(page, "counts").ConfigureAwait(false));
                }
            }

            await trail.SettleAsync().ConfigureAwait(false);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name}, {(isWarm ? "opened before" : "for the first time")} | {list.Median:N0} ms | {keys.Median:N0}, {keys.P90:N0} ms | {counts.Median:N0} ms | {empty.Median:N0} ms | {keys.Median / empty.Median:N1} | {(keys.Median <= Goal ? "" : "OVER")} |"));
    }

    private async Task OpenAsync(IPage page, string view, string until)
    {
        await page.GotoAsync(trail.Address + view).ConfigureAwait(false);
        await page.WaitForFunctionAsync($"() => window.auditTimes.{until}").ConfigureAwait(false);
    }

    private static async Task<TimeSpan> TimeAsync(IPage page, string name) =>
        TimeSpan.FromMilliseconds(await page.EvaluateAsync<double>($"window.auditTimes.{name}").ConfigureAwait(false));
}
