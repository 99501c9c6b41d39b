using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AuditGen.AspNetCore.Tests.Page;

/// <summary>Headless Chromium as Debian packages it. Tests skip, saying why, where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Milliseconds a test waits for a state: far beyond what a busy machine needs, for only a broken page waits it out.</summary>
    private const float Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } executable)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Timeout = Patience,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page at the given size and colour scheme that reports any script error and any request to elsewhere.</summary>
    /// <param name="address">Where the page comes from.</param>
    /// <param name="faults">Takes what must not happen.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="expected">The part of an error message that the test itself brings about.</param>
    public async Task<IPage> OpenAsync(string address, ConcurrentQueue<string> faults, ColorScheme scheme = ColorScheme.Light, string expected = "404")
    {
        Assert.SkipUnless(_browser is not null, "No Chromium on this machine: apt-get install chromium runs the browser tests.");
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            ColorScheme = scheme,
            TimezoneId = "UTC",
            Locale = "en-GB",
        });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.Contains(expected, StringComparison.Ordinal))
            {
                faults.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                faults.Enqueue($"request to {request.Url}");
            }
        };
        page.Dialog += (_, dialog) =>
        {
            faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
