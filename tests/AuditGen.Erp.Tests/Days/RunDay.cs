using AuditGen.Journal;
using AuditGen.Reading;
using Erp.Composition;
using Erp.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Erp.Tests.Days;

/// <summary>A simulated day that is over, its host still running so that the trail can be asked.</summary>
internal sealed class RunDay : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;
    private bool _stopped;

    private RunDay(IHost host, string folder, SimulatedDay day, LogLines log)
    {
        _host = host;
        _folder = folder;
        Day = day;
        Log = log;
    }

    public SimulatedDay Day { get; }

    /// <summary>The whole trail, oldest first.</summary>
    public required IReadOnlyList<AuditEvent> Events { get; init; }

    public LogLines Log { get; }

    public string Folder => _folder;

    public IServiceProvider Services => _host.Services;

    public static async Task<RunDay> StartAsync(
        int events, int seed = 1, int sideBySide = 16, bool stories = true, Action<object>? observe = null, Action<IServiceCollection>? configure = null)
    {
        string folder = Directory.CreateTempSubdirectory("erp-day-").FullName;
        var options = new SimulationOptions
        {
            Events = events, Seed = seed, SideBySide = sideBySide, Stories = stories, Store = Path.Combine(folder, "trail"), Observe = observe,
        };
        var log = new LogLines();
        IHost host = ErpHost.Build(options, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            configure?.Invoke(builder.Services);
        });
        await host.StartAsync();
        var day = new SimulatedDay(options, host.Services);
        await day.RunAsync(TestContext.Current.CancellationToken);
        return new(host, folder, day, log) { Events = await ReadAsync(host.Services) };
    }

    private static async Task<IReadOnlyList<AuditEvent>> ReadAsync(IServiceProvider services)
    {
        IAuditReader reader = services.GetRequiredService<IAuditReader>();
        long next = services.GetRequiredService<IJournal>().NextIndex;
        (await reader.WaitUntilVisibleAsync(next, TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBeTrue();
        var events = new List<AuditEvent>();
        AuditQuery everything = new() { Access = AuditAccess.Everything };
        await foreach (AuditRecord record in reader.ExportAsync(everything, AuditOrder.OldestFirst, TestContext.Current.CancellationToken))
        {
            events.Add(record.Event);
        }

        return events;
    }

    /// <summary>Ends the application; its files are closed.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
