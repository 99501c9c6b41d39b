using System.Collections.Immutable;
using AuditGen.Retention;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>What the cluster is to be made ready for.</summary>
public sealed record BootstrapOptions
{
    /// <summary>The contexts that events are written for. At least one.</summary>
    public ImmutableArray<string> Contexts { get; init; } = [];

    /// <summary>The namespace at the end of the data streams' names. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Tier windows of contexts that have none of their own.</summary>
    public TierWindows DefaultTiers { get; init; } = new();

    /// <summary>Tier windows by context.</summary>
    public ImmutableDictionary<string, TierWindows> Tiers { get; init; } = ImmutableDictionary<string, TierWindows>.Empty;

    /// <summary>
    /// The snapshot repository of cold and frozen events; <see langword="null"/> for none. Used where the licence covers
    /// searchable snapshots. Default <c>auditgen</c>.
    /// </summary>
    public string? SnapshotRepository { get; init; } = "auditgen";

    /// <summary>Primary shards of each backing index. Default 1.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Copies of each shard. Default 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Whether to say what would be done and do nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether tier windows were given.</summary>
    internal bool SaysTiers => !Tiers.IsEmpty || DefaultTiers != new TierWindows();

    /// <summary>The same with the tier windows that the trail's retention asks for, so that this store and the embedded one agree.</summary>
    /// <param name="retention">The settings that <c>audit.Retention(…)</c> changes.</param>
    public BootstrapOptions WithRetention(RetentionOptions retention)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return this with
        {
            DefaultTiers = TierWindows.Of(retention.Default),
            Tiers = retention.Contexts.ToImmutableDictionary(static entry => entry.Key, static entry => TierWindows.Of(entry.Value), StringComparer.Ordinal),
        };
    }

    /// <summary>The same with the tier windows of each context's retention as it was last set, at run time too.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<BootstrapOptions> WithRetentionAsync(IRetentionPolicies policies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ImmutableDictionary<string, TierWindows> tiers = Tiers;
        foreach (string context in Contexts)
        {
            tiers = tiers.SetItem(context, TierWindows.Of(await policies.ForAsync(context, cancellationToken).ConfigureAwait(false)));
        }

        return this with { Tiers = tiers };
    }

    /// <summary>The tier windows of a context.</summary>
    public TierWindows TiersOf(string context) => Tiers.GetValueOrDefault(context, DefaultTiers);

    /// <summary>Every fault of these options, each with what to write instead; empty when they are fit for use.</summary>
    public IEnumerable<string> Validate()
    {
        if (Contexts.IsDefaultOrEmpty)
        {
            yield return "Elasticsearch bootstrap: no context is given. Set Contexts to those of your catalogue.";
            yield break;
        }

        if (string.IsNullOrWhiteSpace(Namespace) || !Namespace.Equals(AuditStreams.Part(Namespace), StringComparison.Ordinal))
        {
            yield return "Elasticsearch bootstrap: the namespace consists of lower-case letters, digits and underscores.";
        }

        foreach (IGrouping<string, string> clash in Contexts.Distinct(StringComparer.Ordinal).GroupBy(AuditStreams.Part, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"Elasticsearch bootstrap: the contexts {string.Join(" and ", clash)} would share the data stream audit-{clash.Key}-{Namespace}. Rename one.";
        }

        if (Shards is < 1 or > 100 || Replicas is < 0 or > 10)
        {
            yield return "Elasticsearch bootstrap: Shards is from 1 to 100 and Replicas from 0 to 10.";
        }

        foreach (string fault in Contexts.Select(TiersOf).Append(DefaultTiers).Distinct().SelectMany(tiers => tiers.Validate()))
        {
            yield return fault;
        }
    }
}
