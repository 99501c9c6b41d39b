using System.Net;
using System.Net.Sockets;
using Erp.Composition;
using Erp.Identity;
using Erp.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Erp.Serving;

/// <summary>Serves the investigator page over the trail, to this machine only.</summary>
internal static class AuditServer
{
    private static readonly TimeSpan LongestIdleness = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Serves until Ctrl+C. Where nobody sits at a terminal who could press it, until nobody has asked for two minutes.
    /// </summary>
    public static async Task RunAsync(ErpCommand command, CancellationToken cancellationToken)
    {
        bool attended = !Console.IsInputRedirected;
        var idleness = new Idleness(TimeProvider.System, LongestIdleness);
        await using WebApplication app = Build(command, idleness);
        await app.StartAsync(cancellationToken);
        Welcome.Show(Console.Out, app.Urls.First(), command, attended);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task serving = app.WaitForShutdownAsync(ending.Token);
        if (!attended)
        {
            await Task.WhenAny(serving, idleness.WaitAsync(ending.Token));
            await ending.CancelAsync();
        }

        await serving;
    }

    /// <summary>The application: the ERP's handlers and trail, with the clock of the machine, and the audit's page.</summary>
    public static WebApplication Build(ErpCommand command, Idleness idleness)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Erp" });
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort(command.Port)}");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new PasswordPolicy(SimulationOptions.PasswordIterations));
        builder.Services.AddErp().AddTrail(command.Day);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSampleSignIn();
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("audit.read", static policy => policy.RequireRole("auditor"))
            .AddPolicy("audit.operate", static policy => policy.RequireRole("audit-operator"))
            .AddPolicy("audit.erase", static policy => policy.RequireRole("data-protection"));

        WebApplication app = builder.Build();
        app.Use((http, next) =>
        {
            idleness.Interrupt();
            return next(http);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAuditGen();
        app.MapSampleSignIn();
        app.MapAuditGen("/audit");
        return app;
    }

    /// <summary>The port asked for; any other one where something else has it.</summary>
    private static int FreePort(int wanted)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, wanted);
            probe.Start();
            return wanted;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
