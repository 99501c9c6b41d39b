using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>Counts by value and by bucket, collected over segments.</summary>
internal sealed class Tally
{
    private readonly Dictionary<AuditDimension, Dictionary<string, long>> _values = [];
    private readonly SortedDictionary<DateTimeOffset, long> _buckets = [];

    /// <summary>How many events were counted.</summary>
    public long Total { get; set; }

    /// <summary>Adds events with a value.</summary>
    public void Add(AuditDimension dimension, string value, long events)
    {
        if (!_values.TryGetValue(dimension, out Dictionary<string, long>? values))
        {
            _values.Add(dimension, values = new Dictionary<string, long>(StringComparer.Ordinal));
        }

        CollectionsMarshal.GetValueRefOrAddDefault(values, value, out _) += events;
    }

    /// <summary>Adds events of a bucket.</summary>
    public void Add(DateTimeOffset bucket, long events) =>
        _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + events;

    /// <summary>Adds all of another.</summary>
    public void Add(Tally other)
    {
        Total += other.Total;
        foreach ((AuditDimension dimension, Dictionary<string, long> values) in other._values)
        {
            foreach ((string value, long events) in values)
            {
                Add(dimension, value, events);
            }
        }

        foreach ((DateTimeOffset bucket, long events) in other._buckets)
        {
            Add(bucket, events);
        }
    }

    /// <summary>The counts as they were asked for.</summary>
    public AuditFacets ToFacets(AuditFacetRequest request) => new(
        Total,
        [.. request.Dimensions.Select(dimension => ToFacet(dimension, request.Top))],
        [.. _buckets.Where(static bucket => bucket.Value > 0).Select(bucket => new AuditBucket(bucket.Key, bucket.Value))]);

    private AuditFacet ToFacet(AuditDimension dimension, int top)
    {
        Dictionary<string, long> values = _values.GetValueOrDefault(dimension) ?? [];
        ImmutableArray<AuditFacetValue> listed =
        [
            .. values.Where(static value => value.Value > 0).OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).Take(top)
                .Select(value => new AuditFacetValue(value.Key, value.Value)),
        ];
        return new AuditFacet(dimension, listed, values.Values.Sum() - listed.Sum(value => value.Count));
    }
}
