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
}
