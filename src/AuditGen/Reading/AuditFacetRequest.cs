using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>What to count.</summary>
public sealed record AuditFacetRequest
{
    /// <summary>The dimensions to count by.</summary>
    public ImmutableArray<AuditDimension> Dimensions { get; init; } = [];

    /// <summary>At most this many values a dimension, the most frequent first: 1 to 1,000.</summary>
    public int Top
    {
        get;
        init => field = value is >= 1 and <= 1_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "1 to 1000 values a dimension.");
    } = 20;

    /// <summary>The width of the histogram's buckets; <see langword="null"/> for no histogram.</summary>
    public AuditInterval? Interval { get; init; }

    /// <summary>
    /// Only events with ids up to this one, itself included; <see langword="null"/> for all. With the first event of a list
    /// that has the newest first, list and counts speak of the same moment: what came after it, such as the record of the search itself, is not counted.
    /// </summary>
    public Guid? UpTo { get; init; }
}
