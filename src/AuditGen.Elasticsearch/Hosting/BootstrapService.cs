using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Retention;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Elasticsearch;

/// <summary>
/// Makes the cluster ready before the host goes on. A cluster that is away does not keep the application from starting:
/// events wait in the journal, and the exporter says what is missing.
/// </summary>
internal sealed partial class BootstrapService(
    ElasticsearchOptions client,
    BootstrapOptions options,
    RetentionOptions retention,
    IRetentionPolicies? policies,
    TimeProvider time,
    ILogger<BootstrapService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var transport = new HttpElasticsearchTransport(client, time);
        try
        {
            BootstrapReport report = await new ClusterBootstrap(transport, await WithTiersAsync(cancellationToken).ConfigureAwait(false)).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (BootstrapChange change in report.Changes.Where(static change => change.Action != BootstrapAction.Keep))
            {
                Changed(logger, change.Action, change.Kind, change.Name);
            }

            foreach (string notice in report.Notices)
            {
                Noticed(logger, notice);
            }
        }
        catch (ElasticsearchTransportException away)
        {
            Unreachable(logger, away.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ValueTask<BootstrapOptions> WithTiersAsync(CancellationToken cancellationToken) => (options.SaysTiers, policies) switch
    {
        (true, _) => ValueTask.FromResult(options),
        (_, null) => ValueTask.FromResult(options.WithRetention(retention)),
        _ => options.WithRetention(retention).WithRetentionAsync(policies, cancellationToken),
    };

    [LoggerMessage(6200, LogLevel.Information, "Elasticsearch bootstrap: {Action} {Kind} {Name}.")]
    private static partial void Changed(ILogger logger, BootstrapAction action, string kind, string name);

    [LoggerMessage(6201, LogLevel.Warning, "Elasticsearch bootstrap: {Notice}")]
    private static partial void Noticed(ILogger logger, string notice);

    [LoggerMessage(6202, LogLevel.Error, "Elasticsearch bootstrap: the cluster could not be reached, so nothing was checked. {Reason}")]
    private static partial void Unreachable(ILogger logger, string reason);
}
