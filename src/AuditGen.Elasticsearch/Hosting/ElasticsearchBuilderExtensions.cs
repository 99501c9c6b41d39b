using System.Diagnostics.Metrics;
using AuditGen.Actors;
using AuditGen.Consuming;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Shipping;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Erasure;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuditGen.Elasticsearch;

/// <summary>Puts Elasticsearch behind the journal.</summary>
public static class ElasticsearchBuilderExtensions
{
    /// <summary>The name of the health check of exporting; the exporter's name follows it.</summary>
    public const string HealthCheckName = "auditgen.elasticsearch";

    /// <summary>
    /// Ships every event of the journal to Elasticsearch, with a credential that may create documents and nothing else. Call
    /// it again with another name and other contexts to give some contexts an exporter of their own.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="client">Where the cluster is, with the writer's credential.</param>
    /// <param name="options">How events are shipped.</param>
    public static AuditGenBuilder ExportToElasticsearch(this AuditGenBuilder audit, ElasticsearchOptions client, ElasticsearchExporterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(audit);
        options ??= new ElasticsearchExporterOptions();
        Require(nameof(options), [.. client.Validate(), .. options.Validate()]);
        audit.Services.TryAddSingleton(TimeProvider.System);
        audit.Services.AddKeyedSingleton<IElasticsearchTransport>(options.Name, (provider, _) => new HttpElasticsearchTransport(client, provider.GetRequiredService<TimeProvider>()));
        audit.Services.AddKeyedSingleton(options.Name, (provider, _) => new ElasticsearchExporter(
            provider.GetRequiredKeyedService<IElasticsearchTransport>(options.Name),
            options,
            provider.GetRequiredService<IJournal>().Origin,
            provider.GetRequiredService<IAuditQuarantine>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ElasticsearchExporter>>(),
            provider.GetService<IMeterFactory>(),
            journal: provider.GetRequiredService<IJournal>()));
        audit.Services.AddSingleton<IHostedService>(provider => new HeldContextService(provider.GetRequiredKeyedService<ElasticsearchExporter>(options.Name)));
        audit.AddConsumer(provider => provider.GetRequiredKeyedService<ElasticsearchExporter>(options.Name));
        audit.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"{HealthCheckName}.{options.Name}",
            provider => new ExporterHealthCheck(provider.GetRequiredKeyedService<ElasticsearchExporter>(options.Name).Status),
            HealthStatus.Unhealthy,
            ["auditgen"]));
        if (options.ShipLedger && !audit.Services.Any(static service => service.ServiceType == typeof(LedgerShipperStatus)))
        {
            ShipLedger(audit.Services, options);
        }

        return audit;
    }

    /// <summary>Answers questions from Elasticsearch, with a credential that may read.</summary>
    /// <param name="audit">The builder.</param>
    /// <param name="client">Where the cluster is, with the reader's credential.</param>
    /// <param name="options">How events are read.</param>
    /// <param name="exporter">The name of the exporter in this process that fills it, if there is one.</param>
    public static AuditGenBuilder ReadFromElasticsearch(
        this AuditGenBuilder audit, ElasticsearchOptions client, ElasticsearchStoreOptions? options = null, string? exporter = "elasticsearch")
    {
        ArgumentNullException.ThrowIfNull(audit);
        Require(nameof(options), [.. client.Validate(), .. (options ?? new ElasticsearchStoreOptions()).Validate()]);
        audit.Services.TryAddSingleton(TimeProvider.System);
        audit.Services.AddSingleton(provider => new ElasticsearchAuditStore(
            new HttpElasticsearchTransport(client, provider.GetRequiredService<TimeProvider>()),
            WithLog(options, provider.GetService<IJournal>()),
            exporter is null ? null : provider.GetKeyedService<ElasticsearchExporter>(exporter)?.Status,
            provider.GetService<IJournal>() is { } journal ? () => journal.NextIndex : null,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ElasticsearchAuditStore>>())
        {
            CountQuarantined = exporter is not null && provider.GetService<IAuditQuarantine>() is { } quarantine
                ? (from, until) => quarantine.List(exporter, from - 1, (int)(until - from)).Count(refused => refused.Record.Index < until)
                : null,
        });
        audit.Services.TryAddSingleton<IAuditActors>(static provider => provider.GetRequiredService<ElasticsearchAuditStore>());
        audit.Services.TryAddSingleton(static provider => RevealingStore.Over(provider, provider.GetRequiredService<ElasticsearchAuditStore>()));
        audit.Services.TryAddSingleton<IAuditReader>(static provider => RevealingStore.Over(provider, provider.GetRequiredService<ElasticsearchAuditStore>()));
        return audit;
    }

    /// <summary>
    /// Makes the cluster ready when the host starts, before anything is exported. Convenient on one's own machine; elsewhere
    /// run <c>auditgen bootstrap</c> in the pipeline, so that the application holds no credential that can change templates.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="client">Where the cluster is, with the bootstrap credential.</param>
    /// <param name="options">
    /// What the cluster is to be made ready for. Where it says nothing about tiers, they follow the retention of the trail
    /// (<see cref="ConsumingBuilderExtensions.Retention"/>), as it was last changed.
    /// </param>
    public static AuditGenBuilder BootstrapElasticsearchAtStart(this AuditGenBuilder audit, ElasticsearchOptions client, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(audit);
        Require(nameof(options), [.. client.Validate(), .. options.Validate()]);
        audit.Services.TryAddSingleton(TimeProvider.System);

        // First of all hosted services: streams must be there before the exporter writes to them.
        audit.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => new BootstrapService(
            client,
            options,
            provider.GetService<IOptions<RetentionOptions>>()?.Value ?? new RetentionOptions(),
            provider.GetService<IRetentionPolicies>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BootstrapService>>())));
        return audit;
    }

    private static void ShipLedger(IServiceCollection services, ElasticsearchExporterOptions options)
    {
        services.AddSingleton<LedgerShipperStatus>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"{HealthCheckName}.{options.Name}.ledger",
            static provider => new LedgerShipperHealthCheck(provider.GetRequiredService<LedgerShipperStatus>()),
            HealthStatus.Degraded,
            ["auditgen"]));

        // Hosted services stop in the reverse order: first in the list means after the consumers have drained.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => provider.GetService<ILedgerBackend>() is { } ledger && provider.GetService<IJournal>() is IJournalCursors cursors
            ? new LedgerShipper(
                provider.GetRequiredKeyedService<IElasticsearchTransport>(options.Name),
                options,
                ledger,
                cursors,
                provider.GetServices<IJournalConsumer>().OfType<ElasticsearchExporter>(),
                provider.GetRequiredService<LedgerShipperStatus>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<LedgerShipper>>())
            : new NoLedger()));
    }

    private static ElasticsearchStoreOptions WithLog(ElasticsearchStoreOptions? options, IJournal? journal)
    {
        options ??= new ElasticsearchStoreOptions();
        return options with { Log = options.Log ?? journal?.Origin };
    }

    private static void Require(string parameter, string[] faults)
    {
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', faults), parameter);
        }
    }

    /// <summary>Stands where a journal without a ledger leaves nothing to ship.</summary>
    private sealed class NoLedger : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
