using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>What a look at a cluster came to.</summary>
/// <param name="Findings">What was looked at, in the order in which it was.</param>
public sealed record ClusterDiagnosis(ImmutableArray<ClusterFinding> Findings)
{
    /// <summary>The worst of the findings.</summary>
    public FindingSeverity Worst => Findings.IsDefaultOrEmpty ? FindingSeverity.Fine : Findings.Max(static finding => finding.Severity);
}
