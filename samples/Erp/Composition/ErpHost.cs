using System.Security.Cryptography;
using System.Text;
using AuditGen.Sqlite;
using Erp.Elasticsearch;
using Erp.Identity;
using Erp.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Erp.Composition;

/// <summary>Builds the application: the business system, its audit trail, and the day to simulate.</summary>
internal static class ErpHost
{
    private const int CommandsInTenEvents = 12;

    /// <param name="options">The day.</param>
    /// <param name="configure">Adds to the application, or changes it.</param>
    public static IHost Build(SimulationOptions options, Action<HostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "erp" });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDay(options).AddErp().AddTrail(options);
        configure?.Invoke(builder);
        return builder.Build();
    }

    private static IServiceCollection AddDay(this IServiceCollection services, SimulationOptions options)
    {
        services.AddSingleton(new DayClock(options.Day, (int)((long)options.Events * CommandsInTenEvents / 10)));
        services.AddSingleton<TimeProvider>(static provider => provider.GetRequiredService<DayClock>());
        services.AddSingleton(new PasswordPolicy(SimulationOptions.PasswordIterations));
        return services;
    }

    private static IServiceCollection AddTrail(this IServiceCollection services, SimulationOptions options) => services
        .AddAuditedHandlers()
        .AddAuditGen(audit => AddStores(audit
            .Service("erp", "1.0.0")
            .Configure(settings => settings.Text = settings.Text with { Hasher = Hasher(options.Seed) })
            .Retention(RetentionSchedule.Apply)
            .UseSqlite(options.Store), options));

    private static AuditGenBuilder AddStores(AuditGenBuilder audit, SimulationOptions options) => options.Elasticsearch is { } url ? audit.ShipTo(url) : audit;

    /// <summary>The key that sensitive values are hashed with. A system in use takes it from its secret store.</summary>
    private static AuditValueHasher Hasher(int seed) => new("simulation", SHA256.HashData(Encoding.UTF8.GetBytes($"simulation {seed}")));
}
