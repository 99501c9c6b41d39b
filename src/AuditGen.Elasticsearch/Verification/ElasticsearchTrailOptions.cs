using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>What of a cluster is to be verified.</summary>
public sealed record ElasticsearchTrailOptions
{
    /// <summary>The namespace at the end of the data streams' names. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The log; <see langword="null"/> where the namespace holds one only.</summary>
    public string? Log { get; init; }

    /// <summary>
    /// The contexts that are read: those that the credential may read. Empty for all, and only then is it known what must be
    /// there.
    /// </summary>
    public ImmutableArray<string> Contexts { get; init; } = [];

    /// <summary>Indexes of events that the store refused and a quarantine holds: they need not be there.</summary>
    public ImmutableArray<long> Quarantined { get; init; } = [];

    /// <summary>The first event that was ever shipped, where shipping began later than the log: earlier ones are elsewhere. Default 0.</summary>
    public long ShippedFrom { get; init; }

    /// <summary>
    /// Time to wait before reading where the newest checkpoint was shipped within the last half minute: what was stored last is
    /// not searchable at once. Default 10 s, twice the refresh interval that bootstrap sets.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);
}
