using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>The counts of one dimension.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Values">Values and counts, the most frequent first, ties by ordinal order of the value.</param>
/// <param name="Other">How many events have a value that is not listed. Events without a value are not counted.</param>
public sealed record AuditFacet(AuditDimension Dimension, ImmutableArray<AuditFacetValue> Values, long Other);
