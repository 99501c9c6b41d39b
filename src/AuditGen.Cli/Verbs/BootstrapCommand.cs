using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Stores;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Sqlite;

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
    private readonly RetentionOption _retention = new();
    private readonly Option<string?> _trail = new("--trail") { Description = "the folder of the trail whose retention, as it was last set at run time, goes before what is given here" };
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
        _retention.AddTo(this);
        Options.Add(_trail);
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
            Tiers = _retention.Read(arguments),
            DryRun = arguments.GetValue(_dryRun),
        };
        if (options.Tiers.Keys.Except(options.Contexts, StringComparer.Ordinal).FirstOrDefault() is { } foreign)
        {
            throw new UsageException($"--retention names {foreign}, which no --context does.");
        }

        if (arguments.GetValue(_trail) is { } trail)
        {
            options = await WithRecordedAsync(options, trail, cancellationToken).ConfigureAwait(false);
        }

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

    /// <summary>What was set at run time is in force: a run of this verb must not take it back.</summary>
    private async Task<BootstrapOptions> WithRecordedAsync(BootstrapOptions options, string trail, CancellationToken cancellationToken)
    {
        var store = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = StoreFolder.Find(trail).Store, Time = _host.Time });
        await using (store.ConfigureAwait(false))
        {
            var recorded = new TrailRetention(store, _host.Time, forAll: null);
            foreach (string context in options.Contexts)
            {
                if (await recorded.RecordedAsync(context, cancellationToken).ConfigureAwait(false) is { } retention)
                {
                    options = options with { Tiers = options.Tiers.SetItem(context, TierWindows.Of(retention)) };
                }
            }
        }

        return options;
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
