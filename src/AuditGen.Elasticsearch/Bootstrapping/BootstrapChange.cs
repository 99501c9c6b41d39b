using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>One thing of the cluster and what is done to it.</summary>
/// <param name="Kind">What it is, such as <c>lifecycle policy</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Action">What is done.</param>
/// <param name="Differences">For an update, each difference as <c>path: stored → wanted</c>.</param>
public sealed record BootstrapChange(string Kind, string Name, BootstrapAction Action, ImmutableArray<string> Differences);
