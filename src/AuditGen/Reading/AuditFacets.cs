using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>Counts of the events that match a query.</summary>
/// <param name="Total">How many match.</param>
/// <param name="ByDimension">For each dimension asked for, in that order, its values.</param>
/// <param name="Histogram">The buckets that hold events, in the order of time.</param>
/// <param name="MayExceedBy">By how many the counts may be too high, where a store may hold an event twice; 0 where it cannot.</param>
public sealed record AuditFacets(
    long Total, ImmutableArray<AuditFacet> ByDimension, ImmutableArray<AuditBucket> Histogram, long MayExceedBy = 0);
