using System.CommandLine;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen bootstrap --url URL --context NAME…</c>: makes a cluster ready for audit events.</summary>
internal sealed class BootstrapCommand : Command
{
    private readonly CliHost _host;
    private readonly ElasticsearchConnection _connection;
    private readonly Option<string[]> _contexts = new("--context") { Description = "a business context; give it once for each", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _namespace = new("--namespace") { Description = "the end of the data streams' names", DefaultValueFactory = static _ => "default" };
    private readonly Option<string> _repository = new("--repository") { Description = "snapshot repository of cold and frozen events; 'none' for none", DefaultValueFactory = static _ => "auditgen" };
    private readonly Option<int> _warm = new("--warm-days") { Description = "days until the warm tier", DefaultValueFactory = static _ => 30 };
    private readonly Option<int> _cold = new("--cold-days") { Description = "days until the cold tier", DefaultValueFactory = static _ => 90 };
    private readonly Option<int> _frozen = new("--frozen-days") { Description = "days until the frozen tier", DefaultValueFactory = static _ => 365 };
    private readonly Option<int> _replicas = new("--replicas") { Description = "copies of each shard", DefaultValueFactory = static _ => 1 };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "say what would be done and do nothing" };

    public BootstrapCommand(CliHost host)
        : base("bootstrap", "Make an Elasticsearch cluster ready: policies, templates, pipeline and data streams. Run it as often as you like.")
    {
        _host = host;
        _connection = new ElasticsearchConnection(host);
        _connection.AddTo(this);
        Options.Add(_contexts);
        Options.Add(_namespace);
        Options.Add(_repository);
        Options.Add(_warm);
        Options.Add(_cold);
        Options.Add(_frozen);
        Options.Add(_replicas);
        Options.Add(_dryRun);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string repository = arguments.GetRequiredValue(_repository);
        var options = new BootstrapOptions
        {
            Contexts = [.. arguments.GetRequiredValue(_contexts)],
            Namespace = arguments.GetRequiredValue(_namespace),
            SnapshotRepository = repository is "none" ? null : repository,
            Replicas = arguments.GetValue(_replicas),
            DefaultTiers = new TierWindows
            {
                Warm = TimeSpan.FromDays(arguments.GetValue(_warm)),
                Cold = TimeSpan.FromDays(arguments.GetValue(_cold)),
                Frozen = TimeSpan.FromDays(arguments.GetValue(_frozen)),
            },
            DryRun = arguments.GetValue(_dryRun),
        };
        try
        {
            using var transport = new HttpElasticsearchTransport(_connection.Options(arguments), _host.Time);
            BootstrapReport report = await new ClusterBootstrap(transport, options).RunAsync(Print, cancellationToken).ConfigureAwait(false);
            await _host.Out.WriteLineAsync(!report.HasChanges ? "nothing to do" : report.Applied ? "done" : "dry run: nothing was changed").ConfigureAwait(false);
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure is BootstrapException or ElasticsearchTransportException or ArgumentException)
        {
            await _host.Error.WriteLineAsync($"auditgen: {failure.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    /// <summary>Says what will be done before it is done.</summary>
    private void Print(BootstrapReport plan)
    {
        foreach (BootstrapChange change in plan.Changes)
        {
            string sign = change.Action switch { BootstrapAction.Create => "+", BootstrapAction.Update => "~", _ => "=" };
            _host.Out.WriteLine($"{sign} {change.Kind} {change.Name}");
            foreach (string difference in change.Differences)
            {
                _host.Out.WriteLine($"    {difference}");
            }
        }

        foreach (string notice in plan.Notices)
        {
            _host.Out.WriteLine($"! {notice}");
        }
    }
}
