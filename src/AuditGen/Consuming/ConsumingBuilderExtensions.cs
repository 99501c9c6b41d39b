using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Retention;
using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuditGen;

/// <summary>Says who consumes the journal. Store and exporter packages build on this.</summary>
public static class ConsumingBuilderExtensions
{
    /// <summary>The name of the health check of consuming.</summary>
    public const string ConsumersHealthCheckName = "auditgen.consumers";

    /// <summary>Changes how consumers are driven.</summary>
    public static AuditGenBuilder Consumers(this AuditGenBuilder audit, Action<ConsumerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(audit);
        audit.Services.Configure(configure);
        return audit;
    }

    /// <summary>Changes the retention that contexts start with, and how often the archiver looks.</summary>
    public static AuditGenBuilder Retention(this AuditGenBuilder audit, Action<RetentionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(audit);
        audit.Services.Configure(configure);
        return audit;
    }

    /// <summary>
    /// Adds a consumer of the journal, and with the first one what drives it: a cursor for each, retries, metrics and a health
    /// check. The journal must keep cursors, and there must be a quarantine.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="create">Creates the consumer, or finds it among the services.</param>
    public static AuditGenBuilder AddConsumer(this AuditGenBuilder audit, Func<IServiceProvider, IJournalConsumer> create)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(create);
        IServiceCollection services = audit.Services;
        services.AddSingleton(create);
        if (services.Any(descriptor => descriptor.ServiceType == typeof(AuditConsumers)))
        {
            return audit;
        }

        services.AddOptions<ConsumerOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConsumerOptions>, ConsumerOptionsValidator>());
        services.AddSingleton(static provider => new AuditConsumers(
            provider.GetRequiredService<IJournal>(),
            CursorsOf(provider),
            provider.GetServices<IJournalConsumer>(),
            provider.GetRequiredService<IAuditQuarantine>(),
            provider.GetRequiredService<IOptions<ConsumerOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AuditConsumers>>()));
        services.AddSingleton<IAuditConsumers>(static provider => provider.GetRequiredService<AuditConsumers>());
        services.AddSingleton<ConsumerMetrics>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            ConsumersHealthCheckName,
            static provider => new ConsumerHealthCheck(provider.GetRequiredService<IAuditConsumers>(), provider.GetRequiredService<IAuditQuarantine>()),
            HealthStatus.Degraded,
            ["auditgen"]));

        // Hosted services stop in the reverse order: before the writer in the list means drained after it.
        ServiceDescriptor hosted = ServiceDescriptor.Singleton<IHostedService>(static provider =>
        {
            _ = provider.GetRequiredService<ConsumerMetrics>();
            return provider.GetRequiredService<AuditConsumers>();
        });
        int writer = services.ToList().FindIndex(static descriptor => descriptor.ImplementationType == typeof(JournalWriterService));
        services.Insert(Math.Max(writer, 0), hosted);
        return audit;
    }

    /// <summary>Adds the policies of retention and the service that lets an archiver carry them out.</summary>
    /// <param name="audit">The builder.</param>
    /// <param name="archiver">Finds the archiver among the services.</param>
    public static AuditGenBuilder AddArchiver(this AuditGenBuilder audit, Func<IServiceProvider, IAuditArchiver> archiver)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(archiver);
        IServiceCollection services = audit.Services;
        services.AddOptions<RetentionOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.AddSingleton(archiver);
        services.TryAddSingleton<IRetentionPolicies>(static provider => new RetentionPolicies(
            provider.GetRequiredService<Reading.IAuditReader>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<IOptions<RetentionOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(static provider => new RetentionService(
            provider.GetRequiredService<IAuditArchiver>(),
            provider.GetRequiredService<IRetentionPolicies>(),
            provider.GetRequiredService<IOptions<RetentionOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RetentionService>>()));
        return audit;
    }

    private static IJournalCursors CursorsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IJournal>() as IJournalCursors
            ?? throw new InvalidOperationException("This journal keeps no cursors, so that nothing can consume it: use a durable one, such as audit.UseSqlite(…).");
}
