using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen;

/// <summary>Configures auditing: <c>services.AddAuditGen(audit => …)</c>. Stores and exporters add their own methods to it.</summary>
public sealed class AuditGenBuilder
{
    internal AuditGenBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Changes the settings.</summary>
    public AuditGenBuilder Configure(Action<AuditGenOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Names the service that every event comes from.</summary>
    /// <param name="name">The service, such as <c>erp</c>.</param>
    /// <param name="version">Its version.</param>
    /// <param name="host">The host; the machine's name where not given.</param>
    public AuditGenBuilder Service(string name, string? version = null, string? host = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Configure(options => options.Source = new AuditSource { Service = name, Version = version, Host = host ?? Environment.MachineName });
    }

    /// <summary>Changes the settings of the contexts that have none of their own.</summary>
    public AuditGenBuilder Defaults(Action<AuditContextOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(options => configure(options.Defaults));
    }

    /// <summary>Changes the settings of one business context, starting from the defaults as they are by then.</summary>
    /// <param name="context">The context, such as <c>finance</c>.</param>
    /// <param name="configure">What to change.</param>
    public AuditGenBuilder Context(string context, Action<AuditContextOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        ArgumentNullException.ThrowIfNull(configure);
        return Configure(options =>
        {
            if (!options.Contexts.TryGetValue(context, out AuditContextOptions? settings))
            {
                options.Contexts[context] = settings = options.Defaults with { };
            }

            configure(settings);
        });
    }

    /// <summary>Says who acts, where no <see cref="AuditContext.Begin"/> does.</summary>
    public AuditGenBuilder ContextFrom<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
        where TProvider : class, IAuditContextProvider
    {
        Services.AddSingleton<IAuditContextProvider, TProvider>();
        return this;
    }

    /// <summary>
    /// States that a framework calls the handler class directly and that an adapter runs it as an audited operation
    /// (<see cref="AuditOperationsExtensions"/>), so that start-up does not refuse it as undecorated.
    /// </summary>
    /// <typeparam name="THandler">The handler class.</typeparam>
    public AuditGenBuilder RunsThroughAdapter<THandler>() => RunsThroughAdapter(typeof(THandler));

    /// <inheritdoc cref="RunsThroughAdapter{THandler}"/>
    /// <param name="handler">The handler class, open where generic.</param>
    public AuditGenBuilder RunsThroughAdapter(Type handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Configure(options => options.RunThroughAdapter.Add(handler));
    }

    /// <summary>
    /// States that an adapter runs every audited handler that has no interface to decorate, such as a pipeline behaviour that
    /// all commands pass.
    /// </summary>
    public AuditGenBuilder AllRunThroughAdapter() => Configure(options => options.AllRunThroughAdapter = true);
}
