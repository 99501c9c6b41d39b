using AuditGen.EntityFrameworkCore.Capturing;
using AuditGen.EntityFrameworkCore.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuditGen.EntityFrameworkCore;

/// <summary>Adds Entity Framework Core to auditing.</summary>
public static class EntityFrameworkBuilderExtensions
{
    /// <summary>
    /// Lets contexts record what they save: call <c>options.UseAuditGen(provider)</c> on each. No handler calls
    /// <see cref="IAuditScope.Track"/> for entities any more.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="configure">Changes settings.</param>
    public static AuditGenBuilder AddEntityFramework(this AuditGenBuilder audit, Action<EntityFrameworkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(audit);
        audit.Services.AddOptions<EntityFrameworkOptions>();
        if (configure is not null)
        {
            audit.Services.Configure(configure);
        }

        audit.Services.TryAddSingleton<OutboxSignal>();
        audit.Services.TryAddSingleton<CaptureServices>();
        audit.Services.TryAddSingleton<CaptureInterceptors>();
        return audit;
    }

    /// <summary>
    /// Moves events from the outbox of a context (<c>modelBuilder.AddAuditOutbox()</c>) to this process's journal. Any number of
    /// processes may do it. Turns intents off by default, because the events of a command commit with its change; a context whose
    /// business store is another one turns them on: <c>audit.Context("…", options => options.Intents = true)</c>.
    /// </summary>
    /// <typeparam name="TContext">The context, registered by <c>AddDbContext</c>.</typeparam>
    /// <param name="audit">The builder.</param>
    /// <param name="configure">Changes settings of all relays.</param>
    public static AuditGenBuilder AddOutbox<TContext>(this AuditGenBuilder audit, Action<OutboxOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(audit);
        audit.AddEntityFramework();
        IServiceCollection services = audit.Services;
        services.AddOptions<OutboxOptions>().ValidateOnStart();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(static descriptor => descriptor.ServiceType == typeof(OutboxRelay<TContext>)))
        {
            return audit;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>());
        services.TryAddSingleton<OutboxMetrics>();
        services.AddSingleton<OutboxState<TContext>>();
        services.AddSingleton<OutboxState>(static provider => provider.GetRequiredService<OutboxState<TContext>>());
        services.AddSingleton<OutboxRelay<TContext>>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<OutboxRelay<TContext>>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "auditgen.outbox." + typeof(TContext).Name,
            static provider => new OutboxHealthCheck(
                provider.GetRequiredService<OutboxState<TContext>>(), provider.GetRequiredService<IOptions<OutboxOptions>>().Value, provider.GetRequiredService<TimeProvider>()),
            HealthStatus.Unhealthy,
            ["auditgen"]));
        return audit.Defaults(static options => options.Intents = false);
    }
}
