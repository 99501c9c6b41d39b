using AuditGen;
using AuditGen.Baselines;
using AuditGen.Decorating;
using AuditGen.Hosting;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Scopes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds auditing to an application.</summary>
public static class AuditGenServiceCollectionExtensions
{
    /// <summary>
    /// Adds the runtime: <see cref="IAuditScope"/>, <see cref="IAuditTrail"/> and the verification at start-up. Call the
    /// generated <c>AddAuditedHandlers()</c> too, after the handlers are registered. May be called more than once.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Settings, and where events go.</param>
    public static IServiceCollection AddAuditGen(this IServiceCollection services, Action<AuditGenBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AuditGenMarker>();
        services.TryAddSingleton<AuditOperations>();
        services.TryAddSingleton<IAuditOperations>(provider => provider.GetRequiredService<AuditOperations>());
        services.TryAddSingleton<IAuditScope, AuditScope>();
        services.TryAddSingleton<IAuditTrail, AuditTrail>();
        // Made when asked for: a process that only writes has no store to ask.
        services.TryAddSingleton<IAuditBaseline>(static provider => new AuditBaseline(
            provider.GetRequiredService<AuditOperations>(),
            provider.GetRequiredService<IAuditReader>(),
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditGenOptions>, AuditGenOptionsValidator>());
        services.AddOptions<AuditGenOptions>().ValidateOnStart();
        AddVerification(services);
        configure?.Invoke(new AuditGenBuilder(services));
        return services;
    }

    /// <summary>
    /// Decorates the handlers of one assembly that are registered so far. Called by the generated
    /// <c>AddAuditedHandlers()</c>; a module that is added again decorates what was registered since.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="module">The generated module of the assembly.</param>
    public static IServiceCollection AddAuditModule(this IServiceCollection services, AuditModule module)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(module);
        if (!services.Any(descriptor => !descriptor.IsKeyedService && descriptor.ImplementationInstance?.GetType() == module.GetType()))
        {
            services.AddSingleton(module);
        }

        HandlerDecorator.Decorate(services, module);
        AddVerification(services);
        return services;
    }

    /// <summary>
    /// Verifies, where no host runs the hosted services, what start-up verifies: that every audited handler resolves decorated.
    /// </summary>
    /// <param name="provider">The built services.</param>
    /// <exception cref="InvalidOperationException">Names each handler and what to do.</exception>
    public static void VerifyAudit(this IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        provider.GetRequiredService<AuditVerification>().Verify();
    }

    private static void AddVerification(IServiceCollection services)
    {
        services.TryAddSingleton<AuditCatalogue>();
        services.TryAddSingleton(provider => new AuditVerification(services, provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AuditVerificationService>());
    }
}
