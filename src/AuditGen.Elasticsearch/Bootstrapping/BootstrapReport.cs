using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>What bootstrap found and did.</summary>
/// <param name="Changes">Everything looked at, in the order it is made.</param>
/// <param name="Notices">What the operator should know: tiers that the licence does not cover, streams that take a change only later.</param>
/// <param name="Applied">Whether the changes were made; false for a dry run.</param>
public sealed record BootstrapReport(ImmutableArray<BootstrapChange> Changes, ImmutableArray<string> Notices, bool Applied)
{
    /// <summary>Whether there was anything to do.</summary>
    public bool HasChanges => Changes.Any(change => change.Action != BootstrapAction.Keep);
}
