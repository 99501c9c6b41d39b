using AuditGen.Journal;
using AuditGen.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AuditGen.Cli.Tests.Support;

/// <summary>An application that has its trail open and writes to it.</summary>
internal sealed class RunningTrail : IAsyncDisposable
{
    private static readonly AuditAction s_action = new("thing.touch", AuditCategory.Update, "things", "thing") { EventType = "ThingTouch" };

    private readonly IHost _host;
    private bool _stopped;

    private RunningTrail(string folder, IHost host)
    {
        Folder = folder;
        _host = host;
    }

    public string Folder { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningTrail> StartAsync(Action<AuditGenBuilder>? configure = null)
    {
        string folder = Directory.CreateTempSubdirectory("auditgen-cli-").FullName;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAuditGen(audit =>
        {
            audit.UseSqlite(folder);
            configure?.Invoke(audit);
        });
        IHost host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        return new RunningTrail(folder, host);
    }

    /// <summary>Appends one event; it is durable when this returns.</summary>
    public async Task<Guid> TouchAsync(string id) => await Services.GetRequiredService<IAuditTrail>().AppendAsync(new Touch(id), CancellationToken.None);

    /// <summary>Waits until everything appended can be found.</summary>
    public async Task SettleAsync() =>
        (await Services.GetRequiredService<Reading.IAuditReader>().WaitUntilVisibleAsync(Services.GetRequiredService<IJournal>().NextIndex, TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBeTrue();

    public async Task<HealthReport> HealthAsync() => await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None);

    /// <summary>Stops the application; the folder stays.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Touch(string id) : IAppendableEvent
    {
        public AuditAction Action => s_action;

        public AuditOutcome Outcome => AuditOutcome.Success;

        public AuditResource? Resource => new("thing", id);

        public string? Reason => null;

        public int WriteChanges(AuditTextWriter writer) => 0;
    }
}
