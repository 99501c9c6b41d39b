using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>
/// Makes a cluster ready for audit events, as often as one likes: looks at everything first, says what differs, and then
/// brings it to what it should be. Needs the rights of <see cref="AuditRoles.Bootstrap"/>.
/// </summary>
public sealed class ClusterBootstrap
{
    private readonly IElasticsearchTransport _transport;
    private readonly BootstrapOptions _options;
    private readonly ImmutableArray<string>.Builder _notices = ImmutableArray.CreateBuilder<string>();

    /// <summary>Creates a bootstrap.</summary>
    /// <param name="transport">The way to the cluster, with a credential of its own.</param>
    /// <param name="options">What the cluster is to be made ready for.</param>
    /// <exception cref="ArgumentException">The options are not fit for use; the message says what to write instead.</exception>
    public ClusterBootstrap(IElasticsearchTransport transport, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        string faults = string.Join(' ', options.Validate());
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _transport = transport;
        _options = options;
    }

    /// <summary>Looks, compares and, unless it is a dry run, changes.</summary>
    /// <param name="onPlan">Is told what will be done before anything is done.</param>
    /// <param name="cancellationToken">Stops; what is done stays done, and another run goes on from there.</param>
    /// <exception cref="BootstrapException">The cluster refuses, holds a newer schema, or something of the same name that is not ours.</exception>
    /// <exception cref="ElasticsearchTransportException">The cluster did not answer.</exception>
    public async Task<BootstrapReport> RunAsync(Action<BootstrapReport>? onPlan = null, CancellationToken cancellationToken = default)
    {
        _notices.Clear();
        await CheckVersionAsync(cancellationToken).ConfigureAwait(false);
        string? repository = await RepositoryAsync(cancellationToken).ConfigureAwait(false);
        List<BootstrapItem> items = Items(repository);
        var changes = ImmutableArray.CreateBuilder<BootstrapChange>();
        foreach (BootstrapItem item in items)
        {
            changes.Add(await CompareAsync(item, cancellationToken).ConfigureAwait(false));
        }

        if (changes.Any(change => change is { Action: BootstrapAction.Update, Kind: "component template" or "index template" }))
        {
            _notices.Add("Changed templates take effect with the next rollover of each data stream; what is stored already stays as it is.");
        }

        var report = new BootstrapReport(changes.ToImmutable(), _notices.ToImmutable(), Applied: false);
        onPlan?.Invoke(report);
        if (_options.DryRun)
        {
            return report;
        }

        foreach ((BootstrapItem item, BootstrapChange change) in items.Zip(changes))
        {
            if (change.Action != BootstrapAction.Keep)
            {
                await PutAsync(item, cancellationToken).ConfigureAwait(false);
            }
        }

        return report with { Applied = true, Notices = _notices.ToImmutable() };
    }

    private List<BootstrapItem> Items(string? repository)
    {
        string[] parts = [.. _options.Contexts.Distinct(StringComparer.Ordinal)];
        var items = new List<BootstrapItem>();
        foreach (string context in parts)
        {
            items.Add(BootstrapItem.ForPolicy($"auditgen-{AuditStreams.Part(context)}", ClusterBodies.PolicyBody(_options.TiersOf(context), repository)));
        }

        items.Add(BootstrapItem.ForPolicy("auditgen-ledger", ClusterBodies.PolicyBody(_options.DefaultTiers, repository)));
        items.Add(BootstrapItem.ForPipeline(ClusterBodies.Pipeline, ClusterBodies.PipelineBody()));
        items.Add(BootstrapItem.ForComponent(ClusterBodies.Mappings, ClusterBodies.MappingsBody()));
        items.Add(BootstrapItem.ForComponent(ClusterBodies.LedgerMappings, ClusterBodies.LedgerMappingsBody()));
        items.Add(BootstrapItem.ForComponent(ClusterBodies.Settings, ClusterBodies.SettingsBody(_options.Shards, _options.Replicas)));
        foreach (string context in parts)
        {
            items.Add(BootstrapItem.ForTemplate($"auditgen-{AuditStreams.Part(context)}", ClusterBodies.TemplateBody(AuditStreams.Part(context))));
        }

        items.Add(BootstrapItem.ForTemplate("auditgen-ledger", ClusterBodies.LedgerTemplateBody()));
        items.AddRange(parts.Select(context => BootstrapItem.ForStream(AuditStreams.Events(context, _options.Namespace))));
        items.Add(BootstrapItem.ForStream(AuditStreams.Ledger(_options.Namespace)));
        return items;
    }

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        JsonNode root = await GetAsync("/", cancellationToken).ConfigureAwait(false) ?? throw new BootstrapException("There is no Elasticsearch at this address.");
        string version = (string?)root["version"]?["number"] ?? string.Empty;
        if (!Version.TryParse(version.Split('-')[0], out Version? number) || number < new Version(8, 19) || number.Major > 9)
        {
            throw new BootstrapException($"The cluster runs version '{version}'. AuditGen works with 8.19 and later, and with 9.x.");
        }
    }

    /// <summary>The repository to use, or null with a notice where licence or cluster have none.</summary>
    private async Task<string?> RepositoryAsync(CancellationToken cancellationToken)
    {
        if (_options.SnapshotRepository is not { } repository)
        {
            _notices.Add("No snapshot repository is configured: cold events stay on disk, read-only, and there is no frozen tier. Take snapshots without expiry of the audit-* streams.");
            return null;
        }

        JsonNode? license = await GetAsync("/_license", cancellationToken).ConfigureAwait(false);
        string type = (string?)license?["license"]?["type"] ?? "unknown";
        string status = (string?)license?["license"]?["status"] ?? "unknown";
        if (type is not ("trial" or "enterprise") || status is not "active")
        {
            _notices.Add($"The licence ({type}, {status}) does not cover searchable snapshots: cold events stay on disk, read-only, and there is no frozen tier. Take snapshots without expiry of the audit-* streams.");
            return null;
        }

        using ElasticsearchResponse answer = await SendAsync(HttpMethod.Get, "/_snapshot/" + repository, body: null, cancellationToken).ConfigureAwait(false);
        switch (answer.Status)
        {
            case 404:
                _notices.Add($"The snapshot repository '{repository}' does not exist: cold events stay on disk, read-only, and there is no frozen tier. Register it and run bootstrap again.");
                return null;
            case 403:
                _notices.Add($"This credential may not look at snapshot repositories; '{repository}' is taken to exist. If it does not, the cluster refuses the policies.");
                return repository;
            default:
                return repository;
        }
    }

    private async Task<BootstrapChange> CompareAsync(BootstrapItem item, CancellationToken cancellationToken)
    {
        JsonNode? answer = await GetAsync(item.Path, cancellationToken).ConfigureAwait(false);
        JsonNode? found = answer is null ? null : item.Stored(answer);
        if (found is not JsonObject stored)
        {
            return new BootstrapChange(item.Kind, item.Name, BootstrapAction.Create, []);
        }

        CheckOwner(item, stored);
        if (item.Wanted is null)
        {
            if ((bool?)stored["failure_store"]?["enabled"] == true)
            {
                _notices.Add($"The failure store of data stream {item.Name} is on. Refused events would go there unseen: turn it off (PUT _data_stream/{item.Name}/_options). The exporter counts them as refused meanwhile.");
            }

            return new BootstrapChange(item.Kind, item.Name, BootstrapAction.Keep, []);
        }

        ImmutableArray<string> differences = [.. JsonDifference.Between(stored, item.Wanted)];
        return new BootstrapChange(item.Kind, item.Name, differences.IsEmpty ? BootstrapAction.Keep : BootstrapAction.Update, differences);
    }

    private static void CheckOwner(BootstrapItem item, JsonObject stored)
    {
        JsonNode? meta = item.MetaOf(stored);
        if (meta?["schema"] is JsonValue value && value.TryGetValue(out int schema) && schema > ClusterBodies.Schema)
        {
            throw new BootstrapException($"The {item.Kind} {item.Name} has schema {schema}; this version of AuditGen knows {ClusterBodies.Schema}. A newer version has been at work here: use it, nothing was changed.");
        }

        // A pipeline carries no mark, and is only a time stamp.
        bool mustBeMarked = item.Wanted is not null && item.MetaOf(item.Wanted) is not null;
        if (mustBeMarked && (string?)meta?["managed_by"] is not "auditgen")
        {
            throw new BootstrapException($"There is a {item.Kind} named {item.Name} that AuditGen did not make. Rename or remove it; nothing was changed.");
        }
    }

    private async Task PutAsync(BootstrapItem item, CancellationToken cancellationToken)
    {
        NeverDelete.Check(item.Wanted);
        byte[]? body = item.Wanted is null ? null : Encoding.UTF8.GetBytes(item.Wanted.ToJsonString());
        using ElasticsearchResponse answer = await SendAsync(HttpMethod.Put, item.Path, body, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess)
        {
            return;
        }

        ElasticsearchError error = ElasticsearchError.Read(answer.Body.Span);
        bool madeMeanwhile = error.Type is "resource_already_exists_exception" && item.Kind.Equals(BootstrapItem.DataStream, StringComparison.Ordinal);
        if (!madeMeanwhile)
        {
            throw new BootstrapException($"The cluster refused the {item.Kind} {item.Name}: HTTP {answer.Status} {error}");
        }
    }

    private async Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using ElasticsearchResponse answer = await SendAsync(HttpMethod.Get, path, body: null, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 404)
        {
            return null;
        }

        if (!answer.IsSuccess)
        {
            throw new BootstrapException($"GET {path}: HTTP {answer.Status} {ElasticsearchError.Read(answer.Body.Span)}");
        }

        try
        {
            return answer.IsJson ? JsonNode.Parse(answer.Body.Span) : throw new BootstrapException($"GET {path}: the answer is not JSON. Is there a proxy before the cluster?");
        }
        catch (JsonException)
        {
            throw new BootstrapException($"GET {path}: the answer is not whole.");
        }
    }

    private ValueTask<ElasticsearchResponse> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
        => _transport.SendAsync(
            new ElasticsearchRequest(method, path) { Body = body, BodyKind = body is null ? ElasticsearchBodyKind.None : ElasticsearchBodyKind.Json, IsRepeatable = true },
            cancellationToken);
}
