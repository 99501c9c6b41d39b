using AuditGen.Journal;
using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuditGen;

/// <summary>Says which journal events go to. Journal packages build on this.</summary>
public static class JournalBuilderExtensions
{
    /// <summary>The name of the health check of writing.</summary>
    public const string HealthCheckName = "auditgen.journal";

    /// <summary>
    /// Writes events to a journal: adds the writer, its metrics and its health check. The journal is opened when the host
    /// starts, and closed when its services are disposed.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="open">Opens the journal.</param>
    /// <exception cref="InvalidOperationException">There is a journal already: all events of a process are one log.</exception>
    public static AuditGenBuilder UseJournal(this AuditGenBuilder audit, Func<IServiceProvider, IJournal> open)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(open);
        IServiceCollection services = audit.Services;
        if (services.Any(static descriptor => descriptor.ServiceType == typeof(IAuditAppender)))
        {
            throw new InvalidOperationException("Events have a journal already: name one only, such as audit.UseSqlite(…).");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IJournal>(open);
        services.AddSingleton<WriterMetrics>();
        services.AddSingleton(static provider => new JournalAppender(
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<IOptions<AuditGenOptions>>().Value,
            provider.GetRequiredService<WriterMetrics>(),
            provider.GetRequiredService<ILogger<JournalAppender>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAuditAppender>(static provider => provider.GetRequiredService<JournalAppender>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditGenOptions>, WritingOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JournalWriterService>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            HealthCheckName,
            static provider => new WriterHealthCheck(provider.GetRequiredService<JournalAppender>()),
            HealthStatus.Unhealthy,
            ["auditgen"]));
        return audit;
    }
}
