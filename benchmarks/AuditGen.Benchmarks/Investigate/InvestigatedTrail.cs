using System.Diagnostics;
using System.Globalization;
using AuditGen.Actors;
using AuditGen.Benchmarks.Store;
using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Retention;
using AuditGen.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.Benchmarks.Investigate;

/// <summary>A whole trail in a folder (journal, ledger, store, archives, directory of actors), served as an application serves it.</summary>
internal sealed class InvestigatedTrail : IAsyncDisposable
{
    /// <summary>The page and its API.</summary>
    public const string Audited = "/audit";

    /// <summary>The same, without recording who searched for what.</summary>
    public const string Unrecorded = "/unrecorded";

    /// <summary>An endpoint that answers nothing.</summary>
    public const string Empty = "/empty";

    /// <summary>A page with nothing on it but what the measurement waits for.</summary>
    public const string EmptyPage = "/empty-page";

    /// <summary>The end of the time that the trail is filled for.</summary>
    public static readonly DateTimeOffset End = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private const string FilledWith = "investigate.events";
    private const int Batch = 1_000;
    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private InvestigatedTrail(WebApplication app) => _app = app;

    public IAuditReader Reader => _app.Services.GetRequiredService<IAuditReader>();

    public IAuditActors Actors => _app.Services.GetRequiredService<IAuditActors>();

    /// <summary>Where it is served.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Opens the trail of a folder, and fills it first where it does not hold so many events yet.</summary>
    public static async Task<InvestigatedTrail> OpenAsync(string folder, int events)
    {
        string marker = Path.Combine(folder, FilledWith);
        bool filled = File.Exists(marker) && await File.ReadAllTextAsync(marker).ConfigureAwait(false) == Text(events);
        if (!filled && Directory.Exists(folder))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(marker))
            {
                throw new InvalidOperationException($"{folder} holds something else than a trail of this benchmark. Name another folder.");
            }

            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        if (!filled)
        {
            await File.WriteAllTextAsync(marker, "not yet").ConfigureAwait(false);
        }

        var trail = new InvestigatedTrail(Build(folder));
        await trail._app.StartAsync().ConfigureAwait(false);
        if (!filled)
        {
            await trail.FillAsync(events).ConfigureAwait(false);
            await File.WriteAllTextAsync(marker, Text(events)).ConfigureAwait(false);
        }

        return trail;
    }

    /// <summary>Waits until what was recorded so far can be found, so that nothing is written while something is measured.</summary>
    public async Task SettleAsync()
    {
        IJournal journal = _app.Services.GetRequiredService<IJournal>();
        IAuditConsumers consumers = _app.Services.GetRequiredService<IAuditConsumers>();
        while (consumers.Status.Any(one => one.Position < journal.NextIndex))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication(Auditor.SchemeName).AddScheme<AuthenticationSchemeOptions, Auditor>(Auditor.SchemeName, configureOptions: null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("audit.read", static policy => policy.RequireRole("auditor"))
            .AddPolicy("audit.operate", static policy => policy.RequireRole("operator"));

        // What is archived is decided here, once: nothing is moved while something is measured.
        builder.Services.AddAuditGen(audit => audit.UseSqlite(folder).AllRunThroughAdapter()
            .Retention(static options => options.Default = new AuditRetention { Hot = TimeSpan.FromDays(36_500) }));
        builder.Services.AddAuditedHandlers();
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAuditGen();
        app.MapGet(Empty, static () => Task.CompletedTask).RequireAuthorization("audit.read");
        app.MapGet(EmptyPage, static () => Results.Content(
            "<!doctype html><html lang=\"en\"><title>empty</title><table class=\"events\"><tbody><tr><td>x</table><div class=\"panel\"><h2>x</h2></div>", "text/html")).RequireAuthorization("audit.read");
        app.MapAuditGen(Audited);
        app.MapAuditGen(Unrecorded, static options => options.AuditSearches = false);
        return app;
    }

    /// <summary>Nine months through the journal, as they came to be; the first six are then archived.</summary>
    private async Task FillAsync(int events)
    {
        IJournal journal = _app.Services.GetRequiredService<IJournal>();
        BenchmarkEvents source = new(1);
        JournalEntry[] entries = new JournalEntry[Batch];
        long start = Stopwatch.GetTimestamp();
        for (int index = 0; index < events;)
        {
            int count = Math.Min(Batch, events - index);
            for (int i = 0; i < count; i++, index++)
            {
                (Guid id, byte[] text, string context) = source.Next(s_from + ((End - s_from) * ((double)index / events)), index);
                entries[i] = new JournalEntry { Kind = JournalEntryKind.Event, Id = id, Context = context, Text = text, Leaf = Sha256Hash.OfLeaf(text) };
            }

            journal.Commit(entries.AsSpan(0, count));
        }

        await SettleAsync().ConfigureAwait(false);
        Console.WriteLine($"recorded and indexed in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
        start = Stopwatch.GetTimestamp();
        DateTimeOffset last = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);
        AuditRetention retention = new() { Hot = DateTimeOffset.UtcNow - last.AddDays(3), Warm = TimeSpan.Zero };
        ArchivingReport report = await _app.Services.GetRequiredService<SqliteAuditStore>().ArchiveAsync(new OneRetention(retention)).ConfigureAwait(false);
        Console.WriteLine($"archived {report.Archived.Length} months of {report.Events:N0} events in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
    }

    private static string Text(int events) => events.ToString(CultureInfo.InvariantCulture);
}
