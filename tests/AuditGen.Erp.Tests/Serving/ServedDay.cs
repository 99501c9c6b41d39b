using AuditGen.Journal;
using AuditGen.Reading;
using Erp.Composition;
using Erp.Serving;
using Erp.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuditGen.Erp.Tests.Serving;

/// <summary>A day that is over, served as the sample serves it.</summary>
public sealed class ServedDay : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("erp-served-").FullName;
    private WebApplication? _app;

    /// <summary>Where the page is.</summary>
    public string Address => _app!.Urls.First();

    /// <summary>The link that signs a sample person in and leads to a view.</summary>
    public string SignedIn(string view = "", string person = "investigator") => $"{Address}/sign-in/{person}{view}";

    public async ValueTask InitializeAsync()
    {
        var command = new ErpCommand { Day = new SimulationOptions { Events = 1_500, Seed = 1, Store = Path.Combine(_folder, "trail") }, Port = 0 };
        using (IHost host = ErpHost.Build(command.Day))
        {
            await host.StartAsync();
            await new SimulatedDay(command.Day, host.Services).RunAsync(CancellationToken.None);
            long next = host.Services.GetRequiredService<IJournal>().NextIndex;
            (await host.Services.GetRequiredService<IAuditReader>().WaitUntilVisibleAsync(next, TimeSpan.FromMinutes(5))).ShouldBeTrue();
            await host.StopAsync();
        }

        _app = AuditServer.Build(command, new Idleness(TimeProvider.System, TimeSpan.FromDays(1)));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
