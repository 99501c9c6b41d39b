using System.Diagnostics.Metrics;
using AuditGen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Ledger;

/// <summary>Registers the sealing of the journal.</summary>
public static class LedgerServiceCollectionExtensions
{
    /// <summary>
    /// Seals the journal into its ledger. Call it before the journal's writer is registered, so that the last events are sealed
    /// at shutdown. Needs an <see cref="IJournal"/> and an <see cref="ILedgerBackend"/>.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="settings">What the application says about its ledger; the defaults where not given.</param>
    public static IServiceCollection AddAuditLedger(this IServiceCollection services, LedgerSettings? settings = null)
    {
        settings ??= new LedgerSettings();
        settings.Options.Validate();
        if (services.Any(static service => service.ServiceType == typeof(LedgerStatus)))
        {
            // Asked for twice: the settings given last hold.
            services.Replace(ServiceDescriptor.Singleton(settings));
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<LedgerStatus>();
        services.AddSingleton(static provider => new LedgerMetrics(
            provider.GetRequiredService<LedgerStatus>(), provider.GetRequiredService<IJournal>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<IMeterFactory>()));
        services.AddSingleton<IHostedService>(static provider => new LedgerService(
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<ILedgerBackend>(),
            provider.GetRequiredService<LedgerSettings>(),
            provider.GetRequiredService<LedgerStatus>(),
            provider.GetRequiredService<LedgerMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LedgerService>>()));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "auditgen-ledger",
            static provider => new LedgerHealthCheck(provider.GetRequiredService<LedgerStatus>()),
            HealthStatus.Unhealthy,
            ["auditgen"]));
        return services;
    }
}
